import { describe, expect, test } from "vitest";
import { readWeekWords, weekWords } from "../../../src/domain/calendar/week-words.ts";

const nine = [["09:00", "17:30"]];
const longFriday = { mon: nine, tue: nine, wed: nine, thu: nine, fri: [["09:00", "16:00"]] };

describe("opening hours in words", () => {
  test.each([
    "Mon–Thu 09:00–17:30, Fri 09:00–16:00",
    "mon-thu 9:00-17:30; fri 9-16",
    "Monday to Thursday 9am to 5:30pm, Friday: 9 am – 4 pm",
    "Mon, Tue, Wed, Thurs 9.00 - 17.30\nFri 9 until 16:00, Sat closed",
    "Mon and Tue and Wed and Thu 09:00–17:30, Fridays 09:00–16:00, weekend closed",
  ])("%j", (text) => expect(readWeekWords(text)).toMatchObject(longFriday));

  test("two openings a day, a comma or a word between them", () => {
    const split = [
      ["09:00", "12:00"],
      ["13:00", "17:00"],
    ];
    expect(readWeekWords("weekdays 9–12 and 13–17").wed).toEqual(split);
    expect(readWeekWords("weekdays 9–12, 13–17").fri).toEqual(split);
  });

  test("over the week's end, and over midnight", () => {
    expect(Object.keys(readWeekWords("Sat to Mon 22:00–06:00")).sort()).toEqual(["mon", "sat", "sun"]);
    expect(readWeekWords("daily 00:00–24:00").sun).toEqual([["00:00", "24:00"]]);
  });

  test.each([
    ["", "I cannot read “”."],
    ["nine to five", "I cannot read “nine to five”."],
    ["Mon–Fri", "I cannot read “Mon–Fri”."],
    ["09:00–17:30", "I cannot read “09:00–17:30”."],
    ["Mon–Fri 09:00", "I cannot read “Mon–Fri 09:00”."],
    ["Mon–Fri 9–25", "I cannot read “Mon–Fri 9–25”."],
    ["Mon–Fri 9–17:75", "I cannot read “Mon–Fri 9–17:75”."],
    ["Mon–Fri 13pm–5pm", "I cannot read"],
    ["Monkeys 9–17", "I cannot read “Monkeys 9–17”."],
    ["Mon–Tue–Wed 9–17", "I cannot read"],
    ["Mon 9–17, Mon 12–18", "overlap"],
    ["Mon closed", "never opens"],
  ])("%j is refused with a sentence", (text, sentence) => expect(() => readWeekWords(text)).toThrow(sentence));

  test("are told in words that can be read back", () => {
    for (const text of [
      "Mon–Thu 09:00–17:30, Fri 09:00–16:00",
      "Mon and Tue 09:00–12:00 and 13:00–17:00, Sun 10:00–11:00",
      "Mon–Sun 00:00–24:00",
    ]) {
      expect(weekWords(readWeekWords(text))).toBe(text);
    }
  });
});
