/**
 * Rewrites of a tree that leave what it does as it is, and make it shorter: values that have a name
 * for no need, and statements that can be one. Fewer names are fewer instructions and less heap too.
 */
import { shortenConditions } from "./conditions.mjs";
import { inlineAliases, inlineConstants, inlineFirstUses, joinCopies } from "./inline.mjs";
import { inlineLoaders } from "./inline_functions.mjs";
import { joinTexts } from "./join_texts.mjs";
import { mergeLocals } from "./merge_locals.mjs";
import { useMethods } from "./methods.mjs";
import { measureUse } from "./bindings.mjs";

const INLINE = [inlineConstants, inlineAliases, joinCopies, inlineFirstUses];

/** As long as one of them makes room for another. */
function inline(chunk) {
  const changes = INLINE.map((rewrite) => rewrite(measureUse(chunk)));
  if (changes.some(Boolean)) inline(chunk);
}

/** Each takes a tree with bindings, and changes it. */
const MAKE_SHORT = [inline, inlineLoaders, joinTexts, useMethods];

/** For modules that look at what strangers give, where nothing but a look tells `false` from `nil`. */
export const CAREFUL_REWRITES = [...MAKE_SHORT, mergeLocals];

export const REWRITES = [...MAKE_SHORT, shortenConditions, mergeLocals];
