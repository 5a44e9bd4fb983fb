"""The months of the Umm al-Qura calendar, 1343 to 1500.

Made by tools/calendar_tables.py, version 1, with hijridate 2.6.0; not to be changed by hand.
"""

# The first days of the months are those of hijridate, under its licence:
#
# MIT License
#
# Copyright (c) Mohammed Alshehri
#
# Permission is hereby granted, free of charge, to any person obtaining a copy
# of this software and associated documentation files (the "Software"), to deal
# in the Software without restriction, including without limitation the rights
# to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
# copies of the Software, and to permit persons to whom the Software is
# furnished to do so, subject to the following conditions:
#
# The above copyright notice and this permission notice shall be included in all
# copies or substantial portions of the Software.
#
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
# IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
# FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
# AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
# LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
# OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
# SOFTWARE.

FIRST_YEAR = 1343
FIRST_DAY = 702574
#: Of each year, in hexadecimal: for each month in order, from the lowest bits on, its days less 28 (2 bits).
YEARS = (
    "a8a9a6 666665 9a2766 6969a5 5a69a5 35a666 b2a666 "
    "9a6599 9a5666 666666 9699a6 666999 9a6666 65a665 a66666 69659a 65966a "
    "a66666 666666 666666 a66666 6a2666 a66666 666666 666666 a66666 69a666 "
    "666666 a99966 a65999 999999 a5a666 696666 666a59 a69996 666666 999999 "
    "666666 6659a6 9969a6 666699 666666 6a65a6 a6665a a66665 666669 a66666 "
    "59a666 a66666 a66665 a66566 696666 6659a6 9966a6 666699 99a666 699999 "
    "a6659a 665999 99666a 6599a9 966a69 6669a5 9a6666 999999 996666 6599a6 "
    "9666a6 59a699 66a696 a69a59 9a9965 9a6599 996666 599a66 666a66 9a6999 "
    "9aa659 9aa565 9a9596 999666 6659a6 6699a6 9a6999 69a665 a6a596 a69659 "
    "999969 966669 5999a9 6669a6 5a6999 9a6666 999999 9665a6 6596a6 9666a6 "
    "599a99 669a66 669999 a66666 999699 9659a9 5969a9 6666a6 99a699 69a665 "
    "699966 66659a 99966a 6665a9 9999a9 6699a5 9a9996 a69659 9a5966 69659a "
    "a5999a 666699 9a6666 69a659 a99966 a96599 999666 6659a6 9999a6 5a69a5 "
    "6a6696 69a659 699666 6659a6 99669a 659a99 969a99 5a9a65 9a6996 9a6659 "
    "999969 659a69 9669a6 59a9a5 69a696 a99a59 a66665 a65999 996669 6599a9 "
    "9669a6 a66999 9a6665 9a5996 99965a 66599a 99666a 665a69 999a66 699999 "
    "a9965a "
)
