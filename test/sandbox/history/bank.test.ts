import { describe, expect, test } from "vitest";
import { detect } from "../../../src/domain/detect.ts";
import { grade } from "../../../src/domain/grade.ts";
import { at } from "../../../src/domain/time.ts";
import { phrases, questionsBack } from "../../../src/sandbox/history/bank/phrases.ts";
import { places } from "../../../src/sandbox/history/places.ts";
import { randomFrom } from "../../../src/sandbox/history/random.ts";
import { topics } from "../../../src/sandbox/history/topics.ts";

const REBUILD = "the rules read the bank otherwise: change the sentence, then npm run sandbox:history";
const now = at("2026-01-14T10:00-05:00");
const graded = (text: string) => grade(text.replace("{name}", "Dana"), now, "America/New_York");

describe.each(places)("what is said in $channel", ({ bank, inside }) => {
  const all = topics(bank, randomFrom(1));
  const from = inside ? "colleague" : "client";

  test("asks for something, each time something else", () => {
    for (const { ask } of all) expect(detect(ask, from).is, `${ask} (${REBUILD})`).toBe("inquiry");
    expect(new Set(all.map(({ ask }) => ask)).size).toBe(all.length);
  });

  test("is answered by something that is an answer, and asks nothing itself", () => {
    for (const { answer } of all) {
      expect(graded(answer).grade, `${answer} (${REBUILD})`).toBe("substantive");
      if (inside) expect(detect(answer, "colleague").is, `${answer} (${REBUILD})`).toBe("not");
      expect(answer).not.toMatch(/\{\^?\d\}|\.\.|undefined/);
    }
  });
});

test("what stands around a question is read as what it is", () => {
  for (const said of phrases.acknowledgements) expect(graded(said).grade, said).toBe("acknowledgement");
  for (const said of [...phrases.holding, ...phrases.holdingInside])
    expect(graded(said.replace("{when}", "by noon tomorrow")), said).toMatchObject({
      grade: "holding",
      promisedFor: at("2026-01-15T12:00-05:00"),
    });
  for (const said of phrases.vague) expect(graded(said).grade, said).toBe("holding");
  for (const said of phrases.chasers) expect(detect(said, "client").is, said).toBe("inquiry");
  for (const said of phrases.unsure) expect(detect(said, "client").is, said).toBe("unsure");
  for (const [back, told] of questionsBack) {
    expect(graded(back).grade, back).toBe("holding");
    expect(detect(told, "client").is, told).toBe("not");
  }
  for (const said of [...phrases.thanks, ...phrases.chatter])
    expect(detect(said.replace("{name}", "Kim"), "client").is, said).toBe("not");
});
