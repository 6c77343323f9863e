"""nbgrader, from the teacher's notebook to the points of three students."""

import re
import shutil

import nbformat
from toolbox import CONFIG, ROOT, ToolTest, notebook


def graded(cell, name, points=0, **more):
    cell.metadata.nbgrader = {
        "schema_version": 3, "grade_id": name, "grade": points > 0, "points": points, "locked": points > 0,
        "solution": points == 0, "task": False, **more,
    }


class GradingTests(ToolTest):
    def test_a_course(self):
        shutil.copy(CONFIG / "nbgrader_config.py", self.folder / "nbgrader_config.py")
        assignment = notebook("# Homework", "### BEGIN SOLUTION\nf(x, y) = x^2 + y^2\n### END SOLUTION", "check ∇f(1, 2) ≈ (2, 4)", "check f(1, 2) ≈ 5")
        graded(assignment.cells[1], "answer")
        graded(assignment.cells[2], "gradient", 3)
        graded(assignment.cells[3], "value", 2)
        (self.folder / "source" / "ps1").mkdir(parents=True)
        self.write("source/ps1/problem.ipynb", assignment)
        self.run_tool("nbgrader", "generate_assignment", "ps1")
        released = self.read("release/ps1/problem.ipynb")
        self.assertIn("?  # your answer", released.cells[1].source)
        self.assertNotIn("x^2", released.cells[1].source)
        answers = {"right": "f(x, y) = x^2 + y^2", "wrong": "f(x, y) = x^2 + 2y", "nothing": None}
        for student, answer in answers.items():
            (self.folder / "submitted" / student / "ps1").mkdir(parents=True)
            if answer:
                released.cells[1].source = answer
            else:
                released = self.read("release/ps1/problem.ipynb")
            self.write(f"submitted/{student}/ps1/problem.ipynb", released)
        self.run_tool("nbgrader", "autograde", "ps1")
        self.run_tool("nbgrader", "generate_feedback", "ps1")
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as book:
            points = {student: book.find_submission("ps1", student).score for student in answers}
        self.assertEqual(points, {"right": 5, "wrong": 2, "nothing": 0})
        feedback = (self.folder / "feedback" / "wrong" / "ps1" / "problem.html").read_text(encoding="utf-8")
        self.assertIn("CheckError", feedback)

    def test_the_lessons(self):
        """The teacher's copies of a lesson in both languages: full points for the solutions, none for the untouched copy."""
        from nbgrader.api import Gradebook

        shutil.copy(CONFIG / "nbgrader_config.py", self.folder / "nbgrader_config.py")
        (self.folder / "source" / "ps1").mkdir(parents=True)
        solved = {}
        for copy in sorted((ROOT / "lessons" / "teacher").glob("*/01-*.ipynb")):
            name = copy.parent.name
            shutil.copy(copy, self.folder / "source" / "ps1" / f"{name}.ipynb")
            solved[name] = {c.id: answer(c.source) for c in nbformat.read(copy, as_version=4).cells}
        self.assertEqual(sorted(solved), ["en", "zh"])
        self.run_tool("nbgrader", "generate_assignment", "ps1")
        for student in ("solved", "untouched"):
            (self.folder / "submitted" / student / "ps1").mkdir(parents=True)
            for name, answers in solved.items():
                released = self.read(f"release/ps1/{name}.ipynb")
                for cell in released.cells:
                    self.assertNotIn("SOLUTION", cell.source)
                    self.assertNotIn("HIDDEN", cell.source)
                    if student == "solved" and cell.metadata.get("nbgrader", {}).get("solution"):
                        cell.source = answers[cell.id]
                self.write(f"submitted/{student}/ps1/{name}.ipynb", released)
        self.run_tool("nbgrader", "autograde", "ps1")
        with Gradebook(f"sqlite:///{self.folder}/gradebook.db") as book:
            most = book.find_assignment("ps1").max_score
            points = {student: book.find_submission("ps1", student).score for student in ("solved", "untouched")}
        self.assertGreaterEqual(most, 10)
        self.assertEqual(points, {"solved": most, "untouched": 0})


def answer(source):
    """A cell of the teacher's copy as a student fills it in."""
    return re.sub(r"\(\n### BEGIN SOLUTION\n(.*)\n### END SOLUTION\n\)", r"\1", re.sub(r"(?m)^(?=### (?:BEGIN|END) HIDDEN)", "", source))
