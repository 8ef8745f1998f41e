/**
 * Prints a tree in as few bytes as Lua can read, but for one: each statement of the top level begins a
 * line, so that errors still tell which it was. Lua 5.3 manual, section 3.
 */
import { EXPRESSIONS } from "./expressions.mjs";
import { STATEMENTS } from "./statements.mjs";
import { isMany } from "./syntax_tree.mjs";

/** Pairs of characters that would be read as one token, or as the beginning of a comment or a text. */
const WOULD_MERGE = /^(?:\w\w|\.\.|--|\[[[=]|[~<>=/:]=|\/\/|<<|>>|::)$/;
const NUMBER = /^\.?\d/;

const BINDS = {
  or: 1,
  and: 2,
  "<": 3,
  ">": 3,
  "<=": 3,
  ">=": 3,
  "~=": 3,
  "==": 3,
  "|": 4,
  "~": 5,
  "&": 6,
  "<<": 7,
  ">>": 7,
  "..": 8,
  "+": 9,
  "-": 9,
  "*": 10,
  "/": 10,
  "//": 10,
  "%": 10,
  "^": 12,
};
const UNARY_BINDS = 11;
const TO_THE_RIGHT = new Set(["..", "^"]);

class Printer {
  text = "";
  last = "";

  put(...pieces) {
    for (const piece of pieces) {
      const isNumberAndDots = NUMBER.test(this.last) && piece[0] === ".";
      if (isNumberAndDots || WOULD_MERGE.test(this.last.slice(-1) + piece[0])) this.text += " ";
      this.text += piece;
      this.last = piece;
    }
  }

  list(nodes, print) {
    nodes.forEach((node, index) => {
      if (index > 0) this.put(",");
      print(node, index);
    });
  }

  /** Brackets around the last, which may be many values, mean something where more than `wanted` are. */
  values(nodes, wanted = Infinity) {
    this.list(nodes, (node, index) => {
      const isLast = index === nodes.length - 1 && wanted > nodes.length;
      const isOne = isLast && isMany(node) && node.isOne;
      if (isOne) this.bracketed(node);
      else this.expression(node);
    });
  }

  bracketed(node) {
    this.put("(");
    this.expression(node);
    this.put(")");
  }

  /** @param {number} least how strongly it has to bind to stand without brackets */
  expression(node, least = 0) {
    const { operator } = node;
    if (/^(?:Binary|Logical)Expression$/.test(node.type)) {
      const binds = BINDS[operator];
      if (binds < least) return this.bracketed(node);
      const isRight = TO_THE_RIGHT.has(operator);
      this.expression(node.left, isRight ? binds + 1 : binds);
      this.put(operator);
      // An operator in front never needs brackets to the right.
      const right = node.right.type === "UnaryExpression" ? 0 : isRight ? binds : binds + 1;
      this.expression(node.right, right);
    } else if (node.type === "UnaryExpression") {
      if (UNARY_BINDS < least) return this.bracketed(node);
      this.put(operator);
      this.expression(node.argument, UNARY_BINDS);
    } else EXPRESSIONS[node.type](this, node);
  }

  functionBody(node) {
    this.put("(");
    this.list(node.parameters, (parameter) => this.expression(parameter));
    this.put(")");
    this.block(node.body);
    this.put("end");
  }

  /** @param {string} separator stands before each but the first */
  block(statements, separator = "") {
    statements.forEach((statement, index) => {
      const before = this.text;
      if (index > 0 && separator !== "") {
        this.text += separator;
        this.last = separator;
      }
      const start = this.text.length;
      STATEMENTS[statement.type](this, statement);
      if (index === 0 || !this.text.slice(start).trimStart().startsWith("(")) return;
      // Else it would call what stands before.
      this.text = `${before};${this.text.slice(start).trimStart()}`;
    });
  }
}

/** @returns {string} the program, each statement of its top level on a line */
export function printLua(chunk) {
  const printer = new Printer();
  printer.block(chunk.body, "\n");
  return printer.text;
}
