import type { Cue } from "./phrases.ts";

/**
 * A light ear for asks in other languages: a question word or a "please" is enough for "unsure", with a question mark
 * it is an inquiry. Words that mean something else in English ("was", "come", "quando" does not) are left out.
 */
export const otherLanguages: readonly Cue[] = [
  {
    points: 5,
    say: "asks in Spanish",
    phrases: `
      ¿; (puede|puedes|pueden|podría|podrías|podrían|podemos|podríamos); por favor;
      (cuándo|qué|cómo|dónde|cuánto|cuánta|cuál|cuáles|quién);
      (necesito|necesitamos|quisiera|quisiéramos|quiero saber|me gustaría|nos gustaría|agradecería|agradeceríamos);
      hay novedades`,
  },
  {
    points: 5,
    say: "asks in German",
    phrases: `
      (können|könnten|koennen|koennten|würden|wuerden|kannst|könntest) (sie|du|wir|ihr|mir|uns); bitte;
      (wann|warum|wieso|weshalb|welche|welcher|welches|wieviel); wie (viel|lange|ist|sind|sollen|können|hoch);
      ^(was|wer|wo) (ist|sind|kostet|bedeutet|passiert|müssen|sollen|kann|hat); gibt es; haben sie;
      (ich|wir) (brauche|brauchen|benötigen|benötige|möchte|möchten)`,
  },
  {
    points: 5,
    say: "asks in French",
    phrases: `
      (pouvez|pourriez|pourrions|pouvons|peux|pourrais|avez|auriez) (vous|tu|nous); est ce (que|qu);
      (quest|questce) ce que; (quand|comment|pourquoi|combien|quel|quelle|quels|quelles) (est|sont|pouvez|pourriez|
      pouvons|devons|faut|allez|avez|serait|sera|de|); sil (vous|te) (plaît|plait); svp; merci de;
      (jaimerais|nous aimerions|nous souhaitons|je souhaite|jai besoin|nous avons besoin)`,
  },
  {
    points: 5,
    say: "asks in Italian",
    phrases: `
      (potete|potreste|potrebbe|può|puoi|potrei|possiamo); per (favore|cortesia);
      (perché|quale|quali|quanto|quanti|quando|dove|cosa) (è|sono|dobbiamo|possiamo|costa|avete|può|pensa|ne|sarà|);
      (vorrei|vorremmo|avremmo bisogno|ho bisogno|abbiamo bisogno); ci sono novità`,
  },
  {
    points: 5,
    say: "asks in Portuguese",
    phrases: `
      (você|vocês) (pode|podem|poderia|poderiam|tem|têm|sabe|acha); (poderia|poderiam|podem|podemos|pode);
      (quando|onde|qual|quais|quem|quanto|como) (é|são|será|está|podemos|devemos|fica|vai|);
      (preciso|precisamos|gostaria|gostaríamos); alguma novidade`,
  },
  {
    points: 5,
    say: "asks in Dutch",
    phrases: `
      (kunt|kun|kan|zou|zouden|wilt|wil|heeft) (u|je|jij|jullie|men); (alstublieft|alsjeblieft|graag);
      (wanneer|waarom|hoeveel|welke|hoe) (is|zijn|kunnen|moeten|kan|wordt|)`,
  },
  {
    points: 6,
    say: "asks in Chinese, Japanese or Korean",
    phrases: `
      请; 請; 吗; 嗎; 呢; 什 么; 什 麼; 为 什; 為 什; 怎 么; 怎 麼; 何 时; 何 時; 多 少; 哪; 能 否; 可 否; 是 否; 麻 烦; 麻 煩; で す か; ま す か; せ ん か;
      し ょ う か; く だ さ い; お 願 い; 까 요; 나 요; 습 니 까; ㅂ 니 까; 주 세 요; 부 탁`,
  },
  {
    points: 5,
    say: "asks in Russian",
    phrases: `
      (можете|могли|можно|пожалуйста|когда|почему|сколько|какой|какая|какие|подскажите|пришлите|нужно|нужна|просим|
      прошу)`,
  },
  {
    points: 5,
    say: "asks in Arabic",
    phrases: `
      (هل|متى|كيف|أين|لماذا|ماذا|كم|يرجى|الرجاء|رجاء|ممكن|أرجو)`,
  },
  {
    points: 5,
    say: "asks in Greek",
    phrases: `
      (πότε|πώς|πού|γιατί|πόσο|πόσα|ποιος|ποια|ποιο|μπορείτε|μπορούμε|θέλουμε|χρειαζόμαστε|παρακαλώ)`,
  },
  {
    points: 5,
    say: "asks in Hebrew",
    phrases: `
      (האם|מתי|איך|איפה|למה|מדוע|כמה|בבקשה|אפשר|תוכלו|תוכל|נבקש|נא)`,
  },
];
