"""The lunar years of Korea, 1911 to 2100.

Made by tools/calendar_tables.py, version 1, with astronomy-engine 2.1.19; not to be changed by hand.
"""

FIRST_YEAR = 1911
#: Of each year, in hexadecimal: days from 1 January to its first day (6 bits), the leap month or 0 (4 bits),
#: and from the lowest bit on, for each month in order, whether it has 30 days (13 bits).
YEARS = (
    "3adb25 600b25 480a4b 32b29b 580aad 44056a 2c4b69 520ba9 3efb52 "
    "640d92 4c0d25 36ba4d 5c0956 4602b5 2e95ad 5606d4 400da9 2c5d92 500e92 "
    "3acd26 5e0527 480a57 32b2b6 580ada 4406d4 2e6ea9 520749 3cf693 620a93 "
    "4c052b 34ca5b 5a096d 460b6a 329b54 560ba4 400b49 2a5a93 500a95 38f52b "
    "5e052d 480aad 34b56a 580db2 440da4 2e7d49 540d4a 3d1a95 620a96 4c0556 "
    "36cab5 5a0ad5 4606d2 308ea5 560ea5 400e4a 2a6c96 4e0a9b 3af556 5e056a "
    "480b59 34b752 5a0752 420725 2c964b 520a4b 3d12ab 6002ad 4a056b 36cb69 "
    "5c0da9 460d92 309b25 560d25 415a4d 640a56 4e02b6 38d5ad 6006d4 480da9 "
    "34bd92 5a0e92 440d26 2c6a56 500a57 3d12b6 620b5a 4c06d4 36aec9 5c0749 "
    "460693 2e9527 54052b 3e0a5b 2a555a 4e036a 38fb55 600ba4 4a0b49 32ba93 "
    "580a95 42052d 2c6a5d 500aad 3d35aa 6205d2 4c0da5 36bd4a 5c0d4a 460a95 "
    "30952d 540556 3e0ab5 2a55aa 5006d2 38cea5 5e0ea5 4a0e4a 34ac96 560c9b "
    "42055a 2c6ad5 520b69 3d7752 620752 4c0b25 36d64b 5a0a4b 4404ab 2ea55b "
    "54056d 3e0b69 2a5b52 500d92 3afd25 5e0d25 480a4d 32b4ad 5802b6 4005b5 "
    "2c6da9 520ea9 3f1d92 620e92 4c0d26 36ca56 5a0a57 4404d6 2e86b5 5406d5 "
    "400ec9 2a6e92 4e0693 38f52b 5e052b 460a5b 32b55a 58056a 420b55 2c9749 "
    "520b49 3d1a93 620a95 4a052d 34ca6d 5a0ab5 4605aa 2e8ba5 540da5 400d4a "
    "2a7a95 4e0c95 38f52e 5e0556 480ab5 32b5b2 5806d2 420ea5 2e9e4a 52064a "
    "3b0c97 600cab 4c055a 34cad5 5a0b69 460752 308ea5 540b25 3e064b 287497 "
    "4e04ab "
)

#: New moons to come within two minutes of midnight: the day that begins then, and seconds after or before it.
CLOSE = (
    (749055, -39),
    (757383, 17),
    (765563, 99),
)
