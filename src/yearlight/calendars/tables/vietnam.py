"""The lunar years of Vietnam, 1899 to 2100.

Made by tools/calendar_tables.py, version 1, with astronomy-engine 2.1.19; not to be changed by hand.
"""

FIRST_YEAR = 1899
#: Of each year, in hexadecimal: days from 1 January to its first day (6 bits), the leap month or 0 (4 bits),
#: and from the lowest bit on, for each month in order, whether it has 30 days (13 bits).
YEARS = (
    "500ad5 "
    "3d16d2 620752 4c0ea5 38b64a 5c064b 440a9b 309556 56056a 400b59 2a5752 "
    "500752 3adb25 600b25 480a4b 32b4ab 5802ad 42056b 2c4b69 520da9 3efd92 "
    "640e92 4c0d25 36ba4d 5c0a56 4602b6 2e95b5 5606d4 400ea9 2c5e92 500e92 "
    "3acd26 5e052b 480a57 32b2b6 580b5a 4406d4 2e6ec9 520749 3cf693 620a93 "
    "4c052b 34ca5b 5a0aad 46056a 309b55 560ba4 400b49 2a5a93 500a95 38f52d "
    "5e0536 480aad 34b5aa 5805b2 420da5 2e7d4a 540d4a 3d0a95 600a97 4c0556 "
    "36cab5 5a0ad5 4606d2 308ea5 560ea5 40064a 286c97 4e029b 38e55b 5c056b "
    "480b69 34b752 5a0b52 420b25 2c9a4b 520a4d 3d14ab 6002ad 4a05ad 36cb6a "
    "5c0da9 460d92 309d25 560d25 400a55 2854ad 4e04b6 38e5b5 5e06d5 480ec9 "
    "34be92 5a0e92 440d26 2c6a56 500a57 3d1556 62056a 4a0b55 36b6c9 5c0749 "
    "460693 2e952b 54052b 3e0a5b 2a555a 4e056a 38eb65 5e0ba5 4a0d49 32ba95 "
    "580a95 42052d 2c8aad 500ab5 3d35aa 6205d2 4c0da5 36dd4a 5c0e4a 460c96 "
    "30992e 540556 3e0ab5 2a55b2 5006d2 38cea5 5e0725 48064b 32ac97 5604ab "
    "40055b 2c6ada 520b6a 3d7752 620b92 4c0b25 36da4b 5a0a4d 4404ad 2ea95b "
    "5405ad 3e0baa 2a5b52 500d92 3afd25 5e0d25 480a55 32b4ad 5804b6 4006b5 "
    "2c6daa 520eca 3f0e92 600e93 4c0d26 36ca56 5a0a5b 44055a 2e8ad5 540b55 "
    "40074a 286e93 4e0a93 38f52b 5e052b 460a9b 32b55a 58056a 420b65 2c974a "
    "520d4a 3d1a95 620c95 4a092d 34caad 5a0ab5 4605aa 2e8ba5 540ea5 400d4a "
    "2a7d15 4e0c96 38f956 5e0556 480ab5 32b5b4 5806d4 420ea5 2e8e8a 50068b "
    "3b1497 6004ab 4a095b 34cada 5a0b6a 460754 309725 540b45 3e0a8b 28552b "
    "4e04ad "
)

#: New moons to come within two minutes of midnight: the day that begins then, and seconds after or before it.
CLOSE = (
    (749971, 59),
    (756762, -13),
    (758564, 65),
    (761458, 61),
)

#: From 1968 to 30 April 1975 the south kept the months of UTC+8: the days, from and to, named otherwise there.
DIVIDED = (
    (718460, 718489),
    (718844, 718873),
    (720970, 720999),
    (721089, 721108),
)
