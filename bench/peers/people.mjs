// The people, agents and calls that every server is filled with: the same at each run.

/** Random numbers from 0 to 1 that are the same for the same seed (xorshift). */
function makeRandom(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const listOf = (text) => text.trim().split(/\s+/);
const firstNames = listOf(`
  Ada Agnes Albert Alma Anders Anton Arvid Astrid Axel Beate Birgit Bruno Carla Clara Conrad Cora Dagmar Daniel Dora Edda
  Edgar Elias Ella Emil Erik Esther Eva Felix Flora Frida Fritz Georg Gerda Gisela Greta Gustav Hanna Harald Hedwig Helga
  Henrik Hilda Hugo Ida Ines Ingrid Irma Isak Ivar Jakob Jana Jens Johan Judith Julia Karin Karl Katja Kirsten Klara
  Konrad Lars Laura Leif Lena Leo Lotte Lucas Magda Malte Maria Marta Matteo Max Mia Mona Nadia Nils Nina Olaf Olga Oskar
  Otto Paula Peter Petra Rosa Ruben Ruth Samuel Selma Signe Simon Sofia Sven Tilda Tobias Ulla Viktor Wilma`);
const beginnings = listOf(`
  Ahl Berg Birk Blom Brand Dahl Eich Eng Falk Forst Fried Gold Grun Hag Hart Heid Hell Holm Kald Kirch Klein Kron Lang
  Lind Lund Mark Mohr Nord Ost Rein Ros Sand Schon Silber Stein Strand Sund Wald Weid Wester`);
const endings = listOf(`
  mann berg bach feld stein hof auer gren strom quist lund vik dal holt ling sen by rud stad wald heim hausen brink horst
  nes`);

export const memberCount = 10_000;
export const agentCount = 1_000;
export const companyCount = 20;

/** How many agents the members see whose calls are listed, from the busiest to the quietest. */
export const agentsSeen = [10, 100];

/** Texts to search for, and how many of the 10,000 each of them must fit. */
export const searches = [
  { what: "common", texts: ["an", "er", "in", "ar"], from: 1_500, to: 10_000 },
  { what: "300 to 1,000 fit", texts: ["quist", "hausen", "wald", "mar"], from: 300, to: 1_000 },
  { what: "rare", texts: ["weidhausen", "kronquist", "falkvik", "lindrud"], from: 1, to: 30 },
];

export function listPeople() {
  const random = makeRandom(2_026);
  const pick = (list) => list[Math.floor(random() * list.length)];
  return Array.from({ length: memberCount }, (_, number) => {
    const [first, last] = [pick(firstNames), pick(beginnings) + pick(endings)];
    return { first, last, name: `${first} ${last}`, email: `${first}.${last}.${number}@example.com`.toLowerCase() };
  });
}

/** How many people a text fits. A name is in its email too, so a search of either finds the same. */
export const countMatches = (people, text) => people.filter(({ name }) => name.toLowerCase().includes(text)).length;

export const nameOfAgent = (number) => `Agent ${String(number).padStart(4, "0")}`;
export const nameOfCompany = (number) => `Company ${String(number).padStart(2, "0")}`;

/** Ten agents have half of the calls, 290 others nearly all that is left. */
export function listCalls(count) {
  const random = makeRandom(777);
  const below = (end) => Math.floor(random() * end);
  const minute = 60_000;
  const begin = Date.UTC(2026, 0, 1);
  return Array.from({ length: count }, (_, number) => {
    const busy = random() < 0.5 ? below(10) : 10 + below(290);
    const started = begin + number * 5 * minute;
    const seconds = 20 + below(400);
    return {
      agent: number % 50 === 0 ? 300 + below(agentCount - 300) : busy,
      status: number % 20 ? "ended" : "failed",
      direction: number % 3 ? "inbound" : "outbound",
      started: new Date(started),
      ended: new Date(started + 1_000 * seconds),
      seconds,
      from: `+4930${1_000_000 + below(1_000_000)}`,
      to: "+49301234567",
      summary: "Somebody asked for a berth, and was told the price of it.",
    };
  });
}

/** The agents that a member sees, spread evenly. */
export const listSeen = (count) =>
  Array.from({ length: count }, (_, index) => Math.floor((index * agentCount) / count));
