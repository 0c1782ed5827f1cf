import { bytes, nested, type Titled } from "./bytes.ts";

type Bad = Titled<object>;

/** `{"name":"Bad","extra":...}` */
const extra = (value: string) => `{"name":"Bad","extra":${value}}`;
const inText = (...pieces: (string | number)[]) => bytes('{"name":"Bad ', ...pieces, '"}');
const hex = (...values: number[]) => values.map((value) => value.toString(16).padStart(2, "0")).join(" ");

const punctuation: Bad[] = [
  ["a comma after the last field", '{"name":"Bad",}'],
  ["a comma before the first field", '{,"name":"Bad"}'],
  ["two commas", '{"name":"Bad",,"extra":1}'],
  ["nothing but a comma", "{,}"],
  ["no comma", '{"name":"Bad" "extra":1}'],
  ["a semicolon for a comma", '{"name":"Bad";"extra":1}'],
  ["no colon", '{"name" "Bad"}'],
  ["two colons", '{"name"::"Bad"}'],
  ["an equals sign for a colon", '{"name"="Bad"}'],
  ["a comma for a colon", '{"name","Bad"}'],
  ["no value", '{"name":}'],
  ["no field's name", '{:"Bad"}'],
  ["a field's name alone", '{"name"}'],
  ["a comma after the last item", extra("[1,]")],
  ["a comma before the first item", extra("[,1]")],
  ["two commas in a list", extra("[1,,2]")],
  ["a list of a comma", extra("[,]")],
  ["no comma in a list", extra("[1 2]")],
  ["a colon in a list", extra('["a":1]')],
  ["a list closed by a brace", extra("[1}")],
  ["an object closed by a bracket", '{"name":"Bad"]'],
  ["one brace too many", '{"name":"Bad"}}'],
  ["one bracket too many", '{"name":"Bad"}]'],
  ["a comma behind", '{"name":"Bad"},'],
  ["two texts", '{"name":"Bad"}{"name":"Bad"}'],
  ["two texts in two lines", '{"name":"Bad"}\n{"name":"Bad"}'],
  ["something behind", '{"name":"Bad"}x'],
  ["something before", 'x{"name":"Bad"}'],
  ["an object inside a list of one", '[{"name":"Bad"}]'],
].map(([title, body]) => ({ title: title!, body: body! }));

const otherLanguages: Bad[] = [
  ["single quotes", "{'name':'Bad'}"],
  ["a field's name without quotes", '{name:"Bad"}'],
  ["a value without quotes", '{"name":Bad}'],
  ["a number for a field's name", '{1:"Bad"}'],
  ["null for a field's name", '{null:"Bad"}'],
  ["a comment to the end of the line", '{"name":"Bad"} // comment'],
  ["a comment inside", '{"name":/* comment */"Bad"}'],
  ["a comment with a hash", '# comment\n{"name":"Bad"}'],
  ["a text in backticks", '{"name":`Bad`}'],
  ["a text that goes on", '{"name":"Bad" + "ger"}'],
  ["a form", "name=Bad"],
  ["XML", "<name>Bad</name>"],
  ["YAML", "name: Bad"],
  ["a guard against inclusion", ')]}\',\n{"name":"Bad"}'],
  ["a function call", 'callback({"name":"Bad"})'],
].map(([title, body]) => ({ title: title!, body: body! }));

const words: Bad[] = [
  "NaN",
  "Infinity",
  "-Infinity",
  "undefined",
  "True",
  "TRUE",
  "False",
  "None",
  "nil",
  "Null",
  "NULL",
  "nul",
  "nulll",
  "tru",
  "truee",
  "fals",
  "yes",
  "t",
  "-true",
  "new Date()",
].map((word) => ({ title: `the word ${word}`, body: extra(word) }));

const numbers: Bad[] = [
  "01",
  "-01",
  "00",
  "+1",
  ".5",
  "-.5",
  "5.",
  "5.e1",
  "1e",
  "1e+",
  "1E-",
  "1e1.5",
  "-",
  "--1",
  "+-1",
  "- 1",
  "1 2",
  "1.2.3",
  "0x1F",
  "0b1",
  "0o7",
  "1_000",
  "1,5",
  "1f",
  "1L",
  "1n",
  "½",
  "٣",
  "１",
  "1e999",
  "-1e999",
  `1${"0".repeat(400)}`,
].map((number) => ({ title: `the number ${number.slice(0, 40)}`, body: extra(number) }));

const escapes: Bad[] = [
  String.raw`\a`,
  String.raw`\v`,
  String.raw`\0`,
  String.raw`\'`,
  String.raw`\x41`,
  String.raw`\101`,
  String.raw`\U0041`,
  String.raw`\u`,
  String.raw`\u004`,
  String.raw`\u00g1`,
  String.raw`\u{41}`,
  String.raw`\u 041`,
  String.raw`\u+041`,
  String.raw`\N`,
  String.raw`\ `,
  "\\\n",
  String.raw`\u0000`,
  String.raw`\ud800`,
  String.raw`\udbff`,
  String.raw`\udc00`,
  String.raw`\udfff`,
  String.raw`\ud800A`,
  String.raw`\ud800\u0041`,
  String.raw`\ud800\ud800`,
  String.raw`\udc00\ud800`,
  String.raw`\ud800\n`,
  String.raw`\ud83d \udea2`,
  String.raw`\uD800\uE000`,
].map((escape) => ({ title: `the escape ${JSON.stringify(escape)}`, body: `{"name":"Bad ${escape}"}` }));

const bareControlCharacters: Bad[] = Array.from({ length: 0x20 }, (_, code) => ({
  title: `the bare byte ${hex(code)} in a text`,
  body: inText(code),
}));

const brokenUtf8: Bad[] = [
  [0x80],
  [0xbf],
  [0xc2],
  [0xc2, 0x20],
  [0xc0, 0x80],
  [0xc0, 0xaf],
  [0xc1, 0xbf],
  [0xe0],
  [0xe0, 0xa0],
  [0xe0, 0x80, 0xaf],
  [0xe0, 0x9f, 0xbf],
  [0xe2, 0x28, 0xa1],
  [0xe2, 0x82, 0x28],
  [0xed, 0xa0, 0x80],
  [0xed, 0xaf, 0xbf],
  [0xed, 0xb0, 0x80],
  [0xed, 0xbf, 0xbf],
  [0xed, 0xa0, 0xbd, 0xed, 0xba, 0xa2],
  [0xf0],
  [0xf0, 0x9f],
  [0xf0, 0x9f, 0x9a],
  [0xf0, 0x80, 0x80, 0xaf],
  [0xf0, 0x8f, 0xbf, 0xbf],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf5, 0x80, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xfc, 0x84, 0x80, 0x80, 0x80, 0x80],
  [0xfe],
  [0xff],
  [0xc3, 0xa9, 0xa9],
  [0xe9],
].map((sequence) => ({ title: `the bytes ${hex(...sequence)} in a text`, body: inText(...sequence) }));

const framing: Bad[] = [
  { title: "nothing", body: "" },
  { title: "spaces only", body: "   " },
  { title: "a byte order mark before", body: bytes(0xef, 0xbb, 0xbf, '{"name":"Bad"}') },
  { title: "a byte order mark behind", body: bytes('{"name":"Bad"}', 0xef, 0xbb, 0xbf) },
  { title: "UTF-16, little end first", body: Buffer.from('{"name":"Bad"}', "utf16le") },
  { title: "UTF-16, with a mark", body: Buffer.from('\ufeff{"name":"Bad"}', "utf16le") },
  { title: "UTF-16, big end first", body: Buffer.from('{"name":"Bad"}', "utf16le").swap16() },
  { title: "a zero byte before", body: bytes(0, '{"name":"Bad"}') },
  { title: "a zero byte behind", body: bytes('{"name":"Bad"}', 0) },
  { title: "zero bytes only", body: Buffer.alloc(20) },
  { title: "a form feed between", body: '{\f"name":"Bad"}' },
  { title: "a vertical tab between", body: '{\v"name":"Bad"}' },
  { title: "a no-break space between", body: '{\u00a0"name":"Bad"}' },
  { title: "a line separator between", body: '{\u2028"name":"Bad"}' },
  { title: "a zero-width space behind", body: '{"name":"Bad"}\u200b' },
  { title: "a broken byte between", body: bytes('{"name":', 0xff, '"Bad"}') },
  { title: "a broken byte in a field's name", body: bytes('{"name":"Bad","', 0xff, '":1}') },
  { title: "a lone surrogate in a field's name", body: String.raw`{"name":"Bad","\ud800":1}` },
  { title: "a zero character in a field's name", body: String.raw`{"name":"Bad","\u0000":1}` },
  { title: "a bare line end in a field's name", body: '{"na\nme":"Bad"}' },
];

const twice: Bad[] = [
  { title: "a field twice", body: '{"name":"Bad","name":"Worse"}' },
  { title: "a field twice with the same value", body: '{"name":"Bad","name":"Bad"}' },
  { title: "a field twice, once in escapes", body: String.raw`{"name":"Bad","n\u0061me":"Worse"}` },
  { title: "a field twice, far apart", body: '{"name":"Bad","y":1,"z":[{}],"name":"Worse"}' },
  { title: "an unknown field twice", body: '{"name":"Bad","extra":1,"extra":2}' },
  { title: "a field without a name twice", body: '{"name":"Bad","":1,"":2}' },
  { title: "a field twice inside", body: extra('{"a":1,"a":2}') },
  { title: "a field twice in a list's object", body: extra('[{"a":1},{"b":2,"b":3}]') },
  { title: "a field twice at depth 31", body: extra(nested(29, '{"a":1,"a":2}')) },
];

const depth: Bad[] = [
  { title: "thirty-three arrays and objects inside one another", body: extra(nested(32)) },
  { title: "thirty-three objects inside one another", body: `${'{"a":'.repeat(32)}{}${"}".repeat(32)}` },
  { title: "a thousand arrays inside one another", body: extra(nested(1_000)) },
  { title: "a hundred thousand arrays inside one another", body: extra(nested(100_000)) },
  { title: "two hundred thousand brackets that nobody closes", body: "[".repeat(200_000) },
  { title: "forty thousand objects that nobody closes", body: '{"a":'.repeat(40_000) },
];

const noObjects: Bad[] = ["[]", '["name"]', '"name"', '""', "7", "0", "true", "false", "null"].map((body) => ({
  title: `${body} for an object`,
  body,
}));

/** Each beginning of a good text. */
const cutOff: Bad[] = ['{"name":"Cut off","extra":[1.5e3,true]}', '{"name":"\\ud83d\\udea2 Cut 🚢"}']
  .map((text) => Buffer.from(text))
  .flatMap((text, which) =>
    Array.from({ length: text.length - 1 }, (_, n) => ({
      title: `text ${which + 1}, cut off after ${n + 1} of ${text.length} bytes`,
      body: text.subarray(0, n + 1),
    })),
  );

/** What is no JSON text, or none that all readers agree on. */
export const bad: Bad[] = [
  ...punctuation,
  ...otherLanguages,
  ...words,
  ...numbers,
  ...escapes,
  ...bareControlCharacters,
  ...brokenUtf8,
  ...framing,
  ...twice,
  ...depth,
  ...noObjects,
  ...cutOff,
];
