"""Replace the sources in a folder by bytecode; run by the Python of the function's runtime.

python compile_folder.py FOLDER WHERE_IT_WILL_BE
"""

import ast
import importlib.util
import marshal
import sys
from pathlib import Path

_HEAD = importlib.util.MAGIC_NUMBER + b"\1\0\0\0"
"""By hash of the source, and that is not looked for: PEP 552."""
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def main() -> None:
    """Compile all sources, in order."""
    folder, place = Path(sys.argv[1]), sys.argv[2]
    for path in sorted(folder.rglob("*.py")):
        source = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        tree = _without_docstrings(ast.parse(source))
        # numpy's assertions test docstrings, so both go, as with python -OO; elsewhere assertions
        # stay: what they refuse would be read otherwise than by the worker.
        level = 2 if name.startswith("numpy/") else 0
        code = compile(tree, f"{place}/{name}", "exec", dont_inherit=True, optimize=level)
        path.with_suffix(".pyc").write_bytes(
            _HEAD + importlib.util.source_hash(source) + marshal.dumps(code)
        )
        path.unlink()


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            docstring = node.body.pop(0)
            if not node.body and not isinstance(node, ast.Module):
                node.body.append(ast.copy_location(ast.Pass(), docstring))
    return tree


if __name__ == "__main__":
    main()
