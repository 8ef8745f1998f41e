/** Numbers of JSON, as the firmware's parser checks them on their way. Source: jsonsl.c. Pure. */

/** After a minus, after a leading zero, after other digits, after a point or an exponent. */
type Part = "dash" | "zero" | "whole" | "any";

/** @noSelf */
export interface JsonNumber {
  /** The next character, or what ends the number: false when it is wrong there. */
  take(character: string, isEnd: boolean): boolean;
  /** Whether it may end here. */
  isWhole(): boolean;
}

export function isDigit(character: string): boolean {
  const [found] = stringFind(character, "^%d$");
  return found !== undefined;
}

/** By its first character: a digit or a minus. */
export function newJsonNumber(first: string): JsonNumber {
  let part: Part = "whole";
  if (first === "-") part = "dash";
  if (first === "0") part = "zero";
  let last = "digit";
  let hasPoint = false;
  let hasExponent = false;

  function takeMark(character: string): boolean {
    if (character === ".") {
      if (hasPoint) return false;
      hasPoint = true;
      last = "point";
    } else if (character === "e" || character === "E") {
      if (hasExponent) return false;
      hasExponent = true;
      last = "exponent";
    } else if ((character === "-" || character === "+") && last === "exponent") last = "sign";
    else return false;
    part = "any";
    return true;
  }

  return {
    take: (character, isEnd) => {
      if (isDigit(character)) {
        // After a minus a leading zero goes unnoticed.
        if (part === "zero") return false;
        if (part === "dash") part = "whole";
        last = "digit";
        return true;
      }
      if (part === "dash") return false;
      return isEnd || takeMark(character);
    },
    isWhole: () => part !== "any" || last === "digit",
  };
}
