"""Mahalaya (Sarvapitri) Amavasya at the central station of India, 1900 to 2100.

Made by tools/calendar_tables.py, version 1, with astronomy-engine 2.1.19; not to be changed by hand.
"""

FIRST_YEAR = 1900
#: Of each year, days from 1 September.
DAYS = (
    "22 41 30 19 37 27 17 36 24 42 "
    "31 21 39 28 18 37 25 15 33 22 "
    "40 30 19 38 27 16 35 24 42 31 "
    "21 40 28 18 37 26 44 33 22 41 "
    "30 19 38 28 16 34 24 42 31 21 "
    "40 29 17 36 25 44 32 22 41 31 "
    "19 38 27 16 34 23 42 32 21 40 "
    "29 18 35 25 44 33 22 41 30 19 "
    "37 26 16 35 23 42 32 21 39 28 "
    "17 36 25 44 33 23 41 30 19 38 "
    "26 16 35 24 42 32 21 39 27 17 "
    "36 26 44 33 22 41 29 18 37 27 "
    "16 35 24 43 31 20 39 28 17 36 "
    "26 44 33 22 40 30 18 37 27 17 "
    "34 23 42 31 20 39 28 18 36 25 "
    "44 33 21 40 30 19 37 27 16 35 "
    "23 42 31 21 39 28 18 37 25 43 "
    "32 22 40 30 19 38 26 15 34 23 "
    "41 31 21 40 28 17 36 25 43 32 "
    "22 41 30 19 38 27 44 34 23 42 "
    "32 "
)
#: The years in which Delhi, Chennai, Kolkata or Mumbai would keep another day.
DIFFER = "1917 1936 1946 1979 2031 2039 2067"
