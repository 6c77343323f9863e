# In the folder of the course. What students find in place of a solution: the blank is an error until it is filled in.
# A cell of tests holds `check` statements: they print nothing on stderr and have no value, so a cell that passes is full
# points and one that fails is none.
c = get_config()  # noqa: F821

c.ClearSolutions.code_stub = {"saddle": "?  # your answer"}
c.ExecuteOptions.timeout = 120
