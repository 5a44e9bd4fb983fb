"""The calendars for many days at once, in numpy arrays.

Each module has the functions of its namesake above, for arrays in place of
numbers, and is tested against it on every day. Nothing outside this package
reads numpy, so that a process which does not need it does not carry it.

Arrays may be of any integer type and one shape for all that go together;
answers are int32. One day outside the range, or one date that does not exist,
raises the same error as the scalar form, and nothing is answered.
"""
