"""Makes the mutants of a module: copies of its code with one small error each, in the order of the code.

Works on the syntax tree, so that a mutant always compiles. Leaves out what cannot change behaviour or only changes wording:
annotations, decorators, docstrings, and the pieces of f-strings and of raised messages.
"""

from __future__ import annotations

import ast
import copy
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_EMPTY = {"list": "[]", "tuple": "()", "dict": "{}", "set": "set()", "frozenset": "frozenset()", "str": "''", "int": "0"}
"""What a function returns in a mutant, by the first word of its annotation; None where it stands in no list."""
_DECLARING = {"annotation", "returns", "decorator_list", "type_params", "format_spec"}


@dataclass(frozen=True)
class Mutant:
    """One error: the line of the original, the whole code with the error, and the changed lines marked with - and +."""

    line: int
    code: str
    change: str


def mutants(code: str) -> Iterator[Mutant]:
    """Every mutant of a module's code, always in the same order."""
    tree = ast.parse(code)
    plain = ast.unparse(tree)
    seen = {plain}
    for holder, field, index, line, replacement in list(_replacements(tree, "")):
        original = getattr(holder, field)
        if index is None:
            setattr(holder, field, replacement)
        else:
            setattr(holder, field, [*original[:index], replacement, *original[index + 1 :]])
        changed = ast.unparse(ast.fix_missing_locations(tree))
        setattr(holder, field, original)
        if changed not in seen:
            seen.add(changed)
            yield Mutant(line, changed, _change(plain, changed))


def _change(before: str, after: str) -> str:
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[3:]
    return "\n".join(f"{line[0]} {line[1:].strip()}" for line in lines if line[0] in "+-")


_Replacement = tuple[ast.AST, str, "int | None", int, ast.AST]


def _replacements(node: ast.AST, returns: str) -> Iterator[_Replacement]:
    """(holder, its field, place in the field's list, line, what stands there in the mutant) for everything below a node."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        returns = ast.unparse(node.returns) if node.returns else ""
    for field, value in ast.iter_fields(node):
        if field in _DECLARING:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _is_wording(node, child):
                continue
            for replacement in (*_errors(child, returns), *_negated(node, field, child)):
                yield node, field, index, getattr(child, "lineno", 0), replacement
            yield from _replacements(child, returns)


def _is_wording(parent: ast.AST, child: ast.AST) -> bool:
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True  # a docstring
    if isinstance(parent, ast.JoinedStr) and isinstance(child, ast.Constant):
        return True
    if isinstance(parent, ast.Subscript) and isinstance(parent.value, ast.Name) and parent.value.id == "Literal":
        return True  # an annotation under a name
    return isinstance(parent, ast.Raise)


def _errors(node: ast.AST, returns: str) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            for index, operator in enumerate(node.ops):
                for other in _COMPARISONS[type(operator)]:
                    yield _with(node, ops=[*node.ops[:index], other(), *node.ops[index + 1 :]])
        case ast.BoolOp():
            yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.BinOp() | ast.AugAssign() if type(node.op) in _ARITHMETIC and not _joins_text(node):
            yield _with(node, op=_ARITHMETIC[type(node.op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int(number)):
            yield from (ast.Constant(number + 1), ast.Constant(number - 1))
        case ast.Constant(value=str()):
            yield ast.Constant("" if node.value else "x")
        case ast.Return(value=ast.expr()):
            yield from (ast.Return(ast.parse(value, mode="eval").body) for value in _poor_answers(returns))
        case ast.Return() | ast.Continue() | ast.Break():
            yield ast.Pass()


def _negated(parent: ast.AST, field: str, child: ast.AST) -> Iterator[ast.AST]:
    """A condition turned round, where it holds nothing else that could be turned."""
    if field in ("test", "ifs") and not isinstance(parent, ast.Assert) and isinstance(child, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr):
        yield ast.UnaryOp(ast.Not(), child)


def _poor_answers(returns: str) -> tuple[str, ...]:
    if returns == "bool":
        return "True", "False"
    if "None" in returns:
        return ("None",)
    return (_EMPTY.get(returns.partition("[")[0], "None"),)


def _joins_text(node: ast.BinOp | ast.AugAssign) -> bool:
    """Text is only ever joined: any other operator would be an error that every test notices."""
    parts = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.value,)
    return any(isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Constant) and isinstance(part.value, str)) for part in parts)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
