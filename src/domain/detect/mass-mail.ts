import type { Cue } from "./phrases.ts";

/** Mass mail, automatic mail and the small print under a mail. */
export const massMail: readonly Cue[] = [
  {
    points: -8,
    say: "reads like a newsletter or an automatic mail",
    phrases: `
      (click|clicking|tap|clicked) (here|below|on|the|this|below|now|link|to|following|submit); ^click; by clicking;
      (unsubscribe|unsubscribed|opt out|opt in|opt); (link|links) (below|above|to|in|into|.|,|and|with|);
      (download|downloading|downloads|downloaded|install|installing);
      (visit|visiting) (us|our|the|www|your|my|this|for|to|); (subscribe|subscribed|subscription|subscribers|
      newsletter|mailing|mailings|webinar|webinars|ebook|podcast|blog|giveaway|coupon|promo|promotion|sweepstakes|
      survey|surveys|cashback); app; apps; iphone; ipad; android; facebook; twitter; instagram; youtube; login;
      (log|sign|signed|signing|logging) (in|on|into|up); sign up; (your|an|my|the|new) (account|profile|password|
      username|subscription|membership|inbox|browser|device|purchase|trial|registration|shopping cart|order|address
      book); (verify|confirm|activate|validate|update|complete) (your|you) (email|e mail|account|registration|twitter|
      subscription|profile|identity|information|details|payment|address); (free|special|exclusive|limited|latest|
      biggest|best|new) (trial|offer|offers|shipping|copy|deal|deals|gift|time|features|feature|update|version|app|
      ebook|download|access|report|arrivals|collection|styles|products);
      (learn|read|find out|discover|see) (more|how to|here); to (ensure|learn|view|unsubscribe|download|register|
      visit|stop|cancel|login|change|manage|activate|receive|protect|update|get started|redeem|claim);
      (view|read) (this|it|in) (email|message|online|your browser|a browser|browser); address book; safe sender;
      whitelist; save (up to|big|now|on|#); (# |)off;
      (shop|buy|order|register|join|upgrade|act|apply|start|try|enroll|book|get) (now|today|here); dont miss;
      right now; (earn|win|won|winner|cash|bonus|rewards|reward|prize|discount|discounts|sale|sales|coupons|profit|
      profits|refer a friend|commission|income|rich|credits); (customer|technical) (service|support|care);
      support team; our (team|customers|members|new|site|website|website|store|app|users|service|services|readers|
      products|company|mission|privacy|records|latest); privacy policy; terms (of|and) (use|service|conditions);
      terms of service; all rights reserved; copyright; copy and paste; faq; (facebook|twitter) com;
      (website|webpage|web site|web page|homepage|page) (at|for|to|.|,|and|which|where);
      (your|our) (feedback|experience); follow (us|me|them); followers; step by step; stay tuned;
      check (it|them|us|out|this) out; check out (our|my|the|this|these|your|your); thank you for (your|choosing|
      using|installing|signing|registering|joining|downloading|purchasing|subscribing|ordering|shopping|being a)`,
  },
  {
    points: -10,
    say: "a disclaimer or footer",
    phrases: `
      (confidential|privileged|confidentiality) (and|information|notice|or|,|communication);
      (intended|named|addressed) (recipient|recipients|addressee|solely|only|for the|to the);
      (received|receive) this (message|email|e mail|communication|transmission|mail) (in|by) error; disclaimer;
      do not (reply|respond) to this (email|e mail|message|mail); (strictly|) prohibited; virus; viruses;
      consider the environment; before printing; sent from my; attorney client privilege;
      (disseminate|dissemination|disclosure|distribution);
      this (e mail|email|message) (and any|is being|may|contains|was sent|is confidential|has been|transmission);
      (unmonitored|noreply|no reply|mailer daemon|undeliverable); registered (in|office|number); regulated by;
      is a limited liability; forward looking statements`,
  },
];
