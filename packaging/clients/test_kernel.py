"""The public conformance tests of Jupyter kernels, with every attribute that applies to Saddle."""

import unittest

import jupyter_kernel_test

jupyter_kernel_test.TIMEOUT = PATIENCE = 150  # seconds; its own 15 are too few on a machine that is busy with other tests

RULE = """optimizer own(f, θ, η = 0.1)
  start v = 0
  v = 0.9 v + ∇f(θ)
  θ = θ - η v
end"""

# A point that turns for ever: nothing stops the run before its steps are done, on whatever machine.
LONG = """optimizer turn(f, θ)
  θ = (0.6 θ[1] - 0.8 θ[2], 0.8 θ[1] + 0.6 θ[2])
end
f(x, y) = sum(cos(k x) for k in 1..1000) + y
r = run(turn, f, from = (1, 0), steps = 300000);"""


class KernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "saddle"
    language_name = "saddle"
    file_extension = ".saddle"

    code_hello_world = 'print("hello, world")'
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "(1, 2) · (3, 4)", "result": "11"},
    ]
    code_display_data = [
        {"code": "1\n2", "mime": "text/latex"},
        {"code": "plot(x -> x^2, x = -1..1)\n1", "mime": "image/png"},
    ]
    code_stderr = 'warn("η is too large")'
    code_clear_output = LONG  # the bar of a long run is cleared away
    code_generate_error = "nosuchname"
    code_page_something = "help(momentum)"
    code_inspect_sample = "classify"
    code_history_pattern = "1 + 2*"
    supported_history_operations = ("tail", "range", "search")
    completion_samples = [
        {"text": "classi", "matches": {"classify"}},
        {"text": "\\nab", "matches": {"∇"}},
    ]
    complete_code_samples = ["1", "f(x, y) = x^2 - y^2", "∇f(1, 2)", RULE]
    incomplete_code_samples = ["f(x) =", "(1, 2", "1 +", "optimizer own(f, θ)", RULE[:-4]]
    invalid_code_samples = ["1/2 x", "2 ** 3 )", "end"]

    def execute_helper(self, code, timeout=PATIENCE, **options):
        return super().execute_helper(code, timeout, **options)


if hasattr(jupyter_kernel_test, "IopubWelcomeTests"):  # not yet in Debian 12's version

    class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
        kernel_name = "saddle"
        support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()
