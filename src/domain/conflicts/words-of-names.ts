/** Forms of companies: what a name is called with or without. Folded, dots gone. */
export const COMPANY_FORMS: ReadonlySet<string> = new Set(
  `ab ag aps as asa bv bvba co company corp corporation cv doo ep eurl gbr gesmbh gie gmbh inc incorporated kft kg kgaa kk lda limited
  limitada llc llp lp ltd ltda mbh nv ohg ood oy oyj partg pbc pc plc pllc pte pty pvt sa sab sac sae sapi sarl sas sasu sca scs se sl slu
  snc spa spol spolka spzoo srl sro ug unlimited`.split(/\s+/),
);

/** What many companies are called besides their own word: two names are alike without it. */
export const GENERIC: ReadonlySet<string> = new Set(
  `associates capital consulting enterprise enterprises global group gruppe holding holdings industries industry international
  investment investments management partners properties services solutions systems technologies technology trading ventures worldwide`.split(
    /\s+/,
  ),
);

/** Titles, and what stands behind a person's name. */
export const HONORIFICS: ReadonlySet<string> = new Set(
  `dame dipl dr esq frau herr hon honorable honourable ing jr judge kc lady lord madam madame messrs miss mlle mme monsieur mr mrs ms mx
  phd prof professor qc rev reverend senor senora signor signora sir sr ii iii iv`.split(/\s+/),
);

/** Between the words of a name, and as well left out. */
export const JOINING: ReadonlySet<string> = new Set(["and", "the", "und", "et"]);

/** Short forms of given names that are written in letters and e-mails; each line one name. */
const SAME: readonly string[] = [
  "alexander alex",
  "andrew andy drew",
  "anthony tony",
  "benjamin ben",
  "catherine katherine kathryn kate cathy kathy",
  "charles charlie chuck",
  "christopher chris",
  "daniel dan danny",
  "david dave",
  "deborah debbie deb",
  "edward ed eddie",
  "elizabeth liz beth betty",
  "francis frank",
  "frederick fred",
  "gregory greg",
  "james jim jimmy",
  "jennifer jen jenny",
  "jeffrey jeff",
  "john jack johnny",
  "jonathan jon",
  "joseph joe",
  "kenneth ken",
  "lawrence larry",
  "margaret maggie peggy meg",
  "matthew matt",
  "michael mike mick",
  "nicholas nick",
  "patricia patty",
  "peter pete",
  "philip phil",
  "richard rick dick richie",
  "robert rob bob bobby",
  "ronald ron",
  "samuel sam",
  "stephen steven steve",
  "susan sue",
  "thomas tom tommy",
  "timothy tim",
  "victoria vicky",
  "william will bill billy",
];

const CALLED: ReadonlyMap<string, string> = new Map(
  SAME.flatMap((line) => {
    const all = line.split(" ");
    return all.map((name) => [name, all[0]!] as const);
  }),
);

/** The name that a short form is short for; any other word as it is. */
export const inFull = (given: string): string => CALLED.get(given) ?? given;
