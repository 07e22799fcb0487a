import type { Fields } from "./workspace.ts";

/** Adds to `problems` what is wrong with `value`, in Slack's words, each with its JSON pointer. */
export type Rule = (value: unknown, pointer: string, problems: string[]) => void;

/** Field names to rules; a name that ends in "!" must be there. */
export type Shape = Record<string, Rule>;

export const anything: Rule = () => {};

export const said = (problem: string, pointer: string) => `${problem} [json-pointer:${pointer}]`;

/** Text of at least one and at most `most` characters. */
export const chars =
  (most: number, least = 1): Rule =>
  (value, pointer, problems) => {
    if (typeof value !== "string") problems.push(said("must be a string", pointer));
    else if (value.length < least) problems.push(said(`must be more than ${least - 1} characters`, pointer));
    else if (value.length > most) problems.push(said(`must be less than ${most + 1} characters`, pointer));
  };

export const oneOf =
  (...allowed: string[]): Rule =>
  (value, pointer, problems) => {
    if (!allowed.includes(String(value))) problems.push(said(`must be one of: ${allowed.join(", ")}`, pointer));
  };

/** A list of `least` to `most` things, each by `rule`. */
export const items =
  (most: number, rule: Rule, least = 1): Rule =>
  (value, pointer, problems) => {
    if (!Array.isArray(value)) return void problems.push(said("must provide an array", pointer));
    if (value.length < least) problems.push(said(`must provide at least ${least} items`, pointer));
    if (value.length > most) problems.push(said(`no more than ${most} items allowed`, pointer));
    value.forEach((item, index) => {
      rule(item, `${pointer}/${index}`, problems);
    });
  };

/** An object with exactly these fields. */
export const object =
  (shape: Shape): Rule =>
  (value, pointer, problems) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return void problems.push(said("must provide an object", pointer));
    }
    const given = value as Fields;
    const rules = new Map(Object.entries(shape).map(([name, rule]) => [name.replace("!", ""), rule]));
    for (const name of Object.keys(shape).filter((key) => key.endsWith("!"))) {
      if (given[name.slice(0, -1)] === undefined)
        problems.push(said(`missing required field: ${name.slice(0, -1)}`, pointer));
    }
    for (const [name, field] of Object.entries(given)) {
      if (field === undefined || field === null) continue;
      const rule = rules.get(name);
      if (rule) rule(field, `${pointer}/${name}`, problems);
      else problems.push(said(`invalid additional property: ${name}`, pointer));
    }
  };

/** An object whose `type` says which of `shapes` it has; `null` there means any fields at all. */
export const typed =
  (shapes: Record<string, Shape | null>): Rule =>
  (value, pointer, problems) => {
    const type = (value as Fields | null)?.type;
    if (type === undefined) return void problems.push(said("missing required field: type", pointer));
    const shape = shapes[String(type)];
    if (shape === undefined) problems.push(said(`unsupported type: ${String(type)}`, `${pointer}/type`));
    else if (shape) object({ "type!": anything, ...shape })(value, pointer, problems);
  };
