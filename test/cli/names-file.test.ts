import { describe, expect, test } from "vitest";
import { readNamesFile } from "../../src/cli/names-file.ts";

const read = (text: string) => readNamesFile(new TextEncoder().encode(text));

describe("a table of names", () => {
  test.each([
    ["name,kind\nHooli,Adverse\n", [{ line: 2, kind: "adverse", names: ["Hooli"] }]],
    ["kind\tname\tfor\nprospective\tHooli, Inc\t\n", [{ line: 2, kind: "prospective", names: ["Hooli, Inc"] }]],
    [
      'kind,name,also,also\nadverse,"Beta ""B"" Ltd",,Betamax\n',
      [{ line: 2, kind: "adverse", names: ['Beta "B" Ltd', "Betamax"] }],
    ],
    ["\uFEFFkind,name\n\n ,\nadverse,Hooli", [{ line: 4, kind: "adverse", names: ["Hooli"] }]],
  ])("%j is read", (text, lines) => expect(read(text)).toEqual({ lines, wrong: [] }));

  test.each([
    ["", "There is nothing in it."],
    [
      "Hooli\nBeta\n",
      "Its first line names the columns: kind, name, also and for, of which kind and name are needed; “hooli” is none of them.",
    ],
    [
      "kind\nadverse\n",
      "Its first line names the columns: kind, name, also and for, of which kind and name are needed.",
    ],
    ["kind,name\nadverse,\n", "There is no name in it.", 2],
    ["kind,name,also\nadverse,Hooli,!\n", "“!” is no name that can be looked for.", 2],
    ['kind,name\nadverse,"Hooli\n', 'A quotation mark there does not end, or stands within a word. Double it: "".', 2],
    ["kind,name\n,Hooli\n", "“” is no kind of name: adverse or prospective.", 2],
  ])("%j is not, and why is said", (text: string, say: string, line?: number) =>
    expect(read(text)).toEqual({ lines: [], wrong: [{ ...(line && { line }), say }] }),
  );

  test("what a spreadsheet saved in another alphabet is not guessed at", () => {
    const bytes = Uint8Array.of(...new TextEncoder().encode("kind,name\nadverse,M"), 0xfc, 0x6c);
    expect(readNamesFile(bytes).wrong).toEqual([
      { say: expect.stringContaining("Save it from your spreadsheet as “CSV UTF-8”") },
    ]);
  });
});
