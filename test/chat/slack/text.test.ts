import { expect, test } from "vitest";
import { blocksMarkup, mentionsIn, plainText } from "../../../src/chat/slack/text.ts";

test.each([
  ["1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"],
  ["&amp;lt; stays as it was written", "&lt; stays as it was written"],
  ["<@U024BE7LH> and <@U024BE7LH|dana>", "@someone and @dana"],
  ["<#C024BE7LR|acme> or <#C024BE7LR>", "#acme or #channel"],
  ["<!here> <!channel> <!everyone|@everyone>", "@here @channel @everyone"],
  ["<!subteam^S123|@litigation> <!subteam^S123>", "@litigation @group"],
  ["by <!date^1392734382^{date_short}|Feb 18, 2014>", "by Feb 18, 2014"],
  ["<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2"],
  ["<https://a.example/x|the draft>", "the draft (https://a.example/x)"],
  ["<http://a.example|a.example>", "a.example"],
  ["<mailto:dana@acme.example|dana@acme.example>", "dana@acme.example"],
  ["<tel:+4912345|call me>", "call me"],
  ["a < b", "a < b"],
  ["<", "<"],
  ["\u0000a\ud800", "a\ufffd"],
  ["日本語 :wave: 🎉", "日本語 :wave: 🎉"],
])("%s → %s", (markup, words) => expect(plainText(markup)).toBe(words));

test("each person who is mentioned is named once", () =>
  expect(mentionsIn("<@UANA> <@UKIM|kim> <@UANA> <!here> <#CACME>")).toEqual(["UANA", "UKIM"]));

test("40,000 characters of opening brackets take no longer than they should", () => {
  const started = performance.now();
  plainText("<".repeat(40_000));
  plainText("<@".repeat(20_000));
  expect(performance.now() - started).toBeLessThan(500);
});

test("a list of blocks reads as a list", () => {
  const item = (text: string) => ({ type: "rich_text_section", elements: [{ type: "text", text }] });
  const blocks = [
    {
      type: "rich_text",
      elements: [{ type: "rich_text_list", style: "bullet", elements: [item("one"), item("two")] }],
    },
  ];
  expect(blocksMarkup(blocks)).toBe("• one\n• two\n");
});
