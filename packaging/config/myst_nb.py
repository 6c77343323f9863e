# Into the conf.py of Sphinx or, as sphinx: config:, into Jupyter Book 1's _config.yml. The errors of Saddle are no
# Python tracebacks.
extensions = ["myst_nb"]
nb_execution_mode = "force"
nb_execution_allow_errors = False
nb_render_error_lexer = "none"
