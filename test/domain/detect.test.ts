import { describe, expect, test } from "vitest";
import { detect } from "../../src/domain/detect.ts";

// Every message here is invented for the fixture firm's fixture clients.
const verdict = (text: string) => detect(text, "client").is;

describe("a client asks", () => {
  test.each([
    "can you send me the signed lease",
    "Could someone confirm whether the filing went out",
    "Would you mind looking at clause 4",
    "what time is the hearing tomorrow",
    "when is the closing",
    "who signs for the landlord",
    "is the NDA mutual",
    "do we have to disclose this",
    "how do we terminate the contract",
    "can we sign today",
    "should we respond to their offer",
    "which entity is the seller",
    "ok thanks, and what about the deposit",
    "r u free for a call",
  ])("a question needs no question mark: %s", (text) => expect(verdict(text)).toBe("inquiry"));

  test.each([
    "please send the engagement letter",
    "pls call me",
    "Send me the redline",
    "Call me when you are out of court",
    "Dana, please review the attached agreement",
    "let me know what you think",
    "lmk",
    "we need your view on clause 4",
    "I'd like to schedule a call",
    "your thoughts on the draft?",
    "Thanks for the draft. Please add the guarantor",
  ])("a request is an ask: %s", (text) => expect(verdict(text)).toBe("inquiry"));

  test.each([
    "any update on the fixture matter",
    "any news",
    "following up on my note from Monday",
    "still waiting on the draft",
    "we still have not heard back",
    "ping",
    "just checking in on this",
    "did you get a chance to look at the lease",
  ])("a chaser is an ask: %s", (text) => expect(verdict(text)).toBe("inquiry"));

  test.each([
    "I was promised this last week and nobody has called me back",
    "This is now the third time I have asked",
    "we are getting nervous about the closing",
    "the numbers in schedule 2 do not add up, that is not acceptable",
    "We just got served",
    "I can't open the attachment",
  ])("a polite complaint is never passed over: %s", (text) => expect(verdict(text)).not.toBe("not"));

  test("the loudest sentence decides: a thank-you before a question does not hide it", () =>
    expect(verdict("Thanks so much! That is all for the lease. Can you also look at the share plan?")).toBe("inquiry"));

  test("without punctuation or capitals, too", () =>
    expect(verdict("thanks dana can you also send the share plan when you get a chance")).toBe("inquiry"));

  test("a lone question mark is a nudge nobody can be sure of", () => {
    expect(detect("??", "client")).toEqual({ is: "unsure", why: "only a question mark" });
    expect(verdict("?")).toBe("unsure");
  });
});

describe("a client asks nothing", () => {
  test.each([
    ["thanks", "only thanks"],
    ["Thank you so much, that's perfect!", "only thanks"],
    ["Thanks?", "small talk"],
    ["ok great", "agrees"],
    ["Will do", "agrees"],
    ["no questions from me", "asks for nothing more"],
    ["No need to reply", "asks for nothing more"],
    ["never mind, found it", "asks for nothing more"],
    ["Good morning all", "greeting or small talk"],
    ["Hope you had a great weekend", "greeting or small talk"],
    ["How are you?", "small talk"],
    ["how was your weekend?", "small talk"],
    ["who knew?", "small talk"],
    ["FYI the closing moved to Friday", 'is for information: "fyi"'],
    ["Attached is the signed agreement", 'is for information: "attached is"'],
    ["I am out of the office until Monday", "out of the office"],
    ["let me know if you have any questions", "a standing offer, not an ask"],
    ["Please let me know if you have any questions.", "a standing offer, not an ask"],
    ["Please do not hesitate to contact us", "a standing offer, not an ask"],
    ["We signed the lease yesterday.", "only tells"],
    ["If you are not the intended recipient please delete this email", "a disclaimer or footer"],
    ["Click here to unsubscribe from our newsletter", "reads like a newsletter or an automatic mail"],
  ])("%s → %s", (text, why) => expect(detect(text, "client")).toEqual({ is: "not", why }));

  test.each([
    "👍",
    "🎉🎉🎉",
    ":thumbsup:",
    ":tada: :+1:",
    "",
    "   ",
    "…",
    "12,000",
    "<@U012ABC>",
    "https://a.test/?why=can",
  ])("what has no words has no ask: %j", (text) =>
    expect(detect(text, "client")).toEqual({ is: "not", why: "has no words" }),
  );
});

describe("only the writer's own words count", () => {
  test("a quoted question is not asked again", () => {
    expect(verdict("> can you send the draft?\nThanks, got it")).toBe("not");
    expect(verdict("&gt; can you send the draft?\nThanks, got it")).toBe("not");
    expect(verdict("> thanks\ncan you send the draft?")).toBe("inquiry");
  });

  test("nor is one in code, a link or a mention", () => {
    expect(verdict("`can you()?` noted")).toBe("not");
    expect(verdict("noted ```\nwhy?\ncan you please\n```")).toBe("not");
    expect(verdict("Noted, thanks <https://a.test/?can=you|can you?>")).toBe("not");
    expect(verdict("<@U012ABC> can you send the draft")).toBe("inquiry");
  });

  test("marks that are never closed hide nothing", () => {
    expect(verdict("` can you send the draft")).toBe("inquiry");
    expect(verdict("``` can you send the draft")).toBe("inquiry");
    expect(verdict("<https://a.test can you send the draft")).toBe("inquiry");
  });

  test("a signature and an earlier mail are left out", () => {
    expect(verdict("Noted.\n\n-- \nDana Fixture\nAny questions? Please call me")).toBe("not");
    expect(verdict("Noted.\n\nOn Mon, 5 Jan 2026, Kim wrote:\nCan you sign today?")).toBe("not");
    expect(verdict("Noted.\n-----Original Message-----\nCan you sign today?")).toBe("not");
  });

  test("a mail forwarded without a word of their own is judged as theirs", () =>
    expect(verdict("From: Kim\nSent: Monday\nSubject: lease\n\nCan you confirm the rent?")).toBe("inquiry"));
});

describe("in other languages and scripts", () => {
  test.each([
    "¿Pueden enviarnos el contrato?",
    "Hvornår er mødet?",
    "Wann ist die Verhandlung?",
    "请问合同什么时候签",
    "合同签了吗？",
    "契約書はいつ届きますか",
    "계약서 보내주세요",
    "متى الجلسة؟",
    "Когда суд?",
    "Πότε είναι η δίκη;?",
    "Können Sie uns den Vertrag schicken",
    "Pouvez-vous nous envoyer le contrat",
    "Potete inviarci il contratto",
    "Você pode enviar o contrato",
  ])("an ask is at least unsure: %s", (text) => expect(verdict(text)).not.toBe("not"));

  test.each(["Danke schön", "Gracias", "Merci beaucoup", "谢谢", "Grazie mille", "شكرا"])(
    "a thank-you is none: %s",
    (text) => expect(verdict(text)).toBe("not"),
  );
});

describe("a reason is ours to show anyone", () => {
  test("it quotes a cue phrase of ours, in three words at most", () => {
    expect(detect("Can you tell me about the Fixture merger?", "client").why).toBe('asks you to "can you tell"');
    expect(detect("who signs for the landlord", "client").why).toBe('asks "who … for"');
    expect(detect("the merger?", "client").why).toBe("has a question mark");
  });

  test("and never a word of the client's", () => {
    const secret = "Zanzibar";
    for (const frame of [`can you ${secret}`, `who ${secret} for`, `any update on ${secret}`, `what ${secret} is it?`])
      expect(detect(frame, "client").why.toLowerCase()).not.toContain(secret.toLowerCase());
  });
});

describe("a message of 40,000 characters", () => {
  const ask = "Could you confirm the closing date?";

  test("is read to its end", () => {
    const story = "We met the fixture board and it went well. ".repeat(1000).slice(0, 39_900);
    expect(verdict(story)).toBe("not");
    expect(verdict(`${story}. ${ask}`)).toBe("inquiry");
  });

  test("does not become an ask by its length", () =>
    expect(verdict("we told the me us board it went well for us and me ".repeat(800))).toBe("not"));

  test.each(["a", "👍", "?", "<", "`", ":a", "> ", "-- ", "on a\n", "合", "from: a\n", "can you "])(
    "is no trouble when it is all %j",
    (kind) => expect(detect(kind.repeat(40_000 / kind.length), "client").why).not.toBe(""),
  );
});

test("the same message gets the same verdict whatever was judged before it", () => {
  const first = detect("can you send the signed lease", "client");
  detect("x ".repeat(20_000), "client");
  detect("Thanks!", "colleague");
  expect(detect("can you send the signed lease", "client")).toEqual(first);
});
