import { expect, test } from "vitest";
import { beginsWith, htmlOf, plainText, without } from "../../../src/chat/teams/text.ts";

test.each([
  ["<p>One</p><p>Two</p>", "One\nTwo"],
  ["<div>a&nbsp;b&amp;c&lt;d</div>", "a b&c<d"],
  ['<a href="https://a.example/x">the draft</a>', "the draft (https://a.example/x)"],
  ['<a href="https://a.example/">a.example</a>', "a.example"],
  ['<a href="mailto:ana@fixture.example">ana@fixture.example</a>', "ana@fixture.example"],
  ['<a href="https://a.example/"></a>', "https://a.example/"],
  ["<ul><li>one</li><li>two</li></ul>", "• one\n• two"],
  ["<ol><li>one</li><li>two</li></ol>", "1. one\n 2. two".replace(" 2.", "2.")],
  ['<img alt="🙂" itemtype="http://schema.skype.com/Emoji">', "🙂"],
  ['<emoji id="smile" alt="🙂" title="Smile"></emoji>', "🙂"],
  ['<p>Dear <at id="0">Ana Ruiz</at>,</p>', "Dear @Ana Ruiz,"],
  ['<blockquote itemtype="http://schema.skype.com/Forward"><p>Forwarded words</p></blockquote>', "Forwarded words"],
  ["<style>p{}</style><script>x()</script>ok", "ok"],
  ["<H1>NOT SHOUTED by us</H1>", "NOT SHOUTED by us"],
  ["", ""],
])("%s says %s", (html, words) => expect(plainText(html).replace(/^ +/gm, "")).toBe(words));

const own = new Set(["Rejoinder"]);

test("the bot's own name is no part of what was said to it", () => {
  expect(plainText(without("<at>Rejoinder</at> show 4127 to <at>Ana</at>", own))).toBe("show 4127 to @Ana");
  expect(beginsWith("<p>&nbsp;<at>Rejoinder</at> show 4127</p>", own)).toBe(true);
  expect(beginsWith("<p>Thanks. <at>Rejoinder</at></p>", own)).toBe(false);
  expect(beginsWith("<p><at>Ana</at> <at>Rejoinder</at></p>", own)).toBe(false);
});

test("plain text is not taken for HTML", () => {
  expect(plainText(htmlOf("a <b>not bold</b> & <script>x</script>"))).toBe("a <b>not bold</b> & <script>x</script>");
});

test("what never ends takes no time to speak of", () => {
  const began = performance.now();
  for (const hostile of ["<at>", "<span schema.skype.com/Mention", "<a href=", "&nbsp", "<div>"])
    plainText(without(hostile.repeat(8_000), own));
  expect(performance.now() - began).toBeLessThan(3_000);
});
