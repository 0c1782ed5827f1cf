/** Tables with a row or a few, whatever the account has. */
export const smallTables = [
  "accounts",
  "readiness",
  "foldings",
  "agent_day_rules",
  "schema_migrations",
  "sqlite_master",
  "member_search_state",
  "contact_fields",
  "contact_search_state",
  "contact_search_removals",
  "deleted_segments",
  "live_instances",
];

/** Indexes of the few rows that a condition names: to read one from end to end reads no more than is wanted. */
export const smallIndexes = [
  "administrators",
  "suspended_members",
  "open_erasures",
  "open_number_erasures",
  "waiting_recordings",
  "due_mail",
  "open_attempts",
  "open_attempts_by_phone",
  "contacts_not_to_call",
  "contacts_with_consent",
  "contacts_with_withdrawn_consent",
];

export interface Allowed {
  /** In the text, with single spaces. */
  statement: RegExp;
  /** The table, as the plan names it. */
  table: string;
  why: string;
}

/** What may read a whole table that grows, and why. */
export const allowed: Allowed[] = [
  {
    statement: /FROM agents a JOIN companies c .*LIKE .* ORDER BY a\.\w+ (ASC|DESC), a\.id (ASC|DESC) LIMIT \$\d+$/,
    table: "*",
    why: "the search of agents reads their names in the order of the list: an account has hundreds of them: decision 57",
  },
  {
    statement: /^SELECT count\(\*\) FROM (members m LEFT JOIN|agents a JOIN|companies c)/,
    table: "*",
    why: "a total that the client asked for; it is counted in an index",
  },
  {
    statement: /^SELECT id FROM agents( ORDER BY id)?$/,
    table: "agents",
    why: "sums all usage again, when the time zone or its rules change",
  },
  {
    statement: /^SELECT id FROM connections$/,
    table: "connections",
    why: "the deletion of old webhooks looks at those of each connection: an account has a few: decision 58",
  },
  {
    statement: /^SELECT a\.id AS agent_id FROM agents a WHERE TRUE ORDER BY agent_id$/,
    table: "a",
    why: "the agents of an administrator, whose calls are merged: decision 17",
  },
  {
    statement: /SUM\(s\.calls\) AS calls.* FROM \(SELECT a\.id AS agent_id/,
    table: "a",
    why: "usage by agent or company is a row for each: it reads all agents once",
  },
  {
    statement:
      /^SELECT \S+ AS day, \S+ AS id, .* FROM company_rates r LEFT JOIN company_rates n .* CROSS JOIN agent_days d/,
    table: "r",
    why: "the prices of usage: an account has a few rates for each company, and each has its part of the answer: decision 55",
  },
  {
    statement:
      /^SELECT s\.member_id, s\.name_folded, s\.text FROM member_search s ORDER BY s\.name_folded, s\.member_id$/,
    table: "s",
    why: "the names of a small account, read at its first search: decision 33",
  },
  {
    statement: /^SELECT count\(\*\) FROM \(SELECT 1 FROM member_search LIMIT \$1\) counted$/,
    table: "member_search",
    why: "a worker asks whether there are more than 50,000, and counts no further: decision 33",
  },
  {
    statement: /FROM members m LEFT JOIN .* WHERE .* ORDER BY m\.\w+ (ASC|DESC), m\.id (ASC|DESC) LIMIT \$\d+$/,
    table: "m",
    why: "a filter that more members match than are read and sorted, so a page of them is near: decision 10",
  },
  {
    statement: /FROM contacts c WHERE .* ORDER BY c\.\w+ (ASC|DESC), c\.id (ASC|DESC) LIMIT \$\d+$/,
    table: "c",
    why: "a filter that more contacts match than are read and sorted, so a page of them is near: decision 39",
  },
  {
    statement: /^SELECT agent_id, count\(\*\) AS calls FROM queued_call_words GROUP BY agent_id/,
    table: "queued_call_words",
    why: "the calls whose words wait: a worker moves them to call_words, so they stay few",
  },
  {
    statement: /^SELECT DISTINCT country FROM companies/,
    table: "companies",
    why: "the countries of the account, for a call whose agent is not known and for erasures: it has a company for each client, not for each call",
  },
  {
    statement: /FROM companies company WHERE company\.country IN \(/,
    table: "company",
    why: "the erasure of a number asks, of a call with its national writing, whose it may be: decision 42",
  },
  {
    statement: /FROM segments s JOIN companies .* WHERE s\.filter LIKE /,
    table: "s",
    why: "the erasure of a number reads what segments search for: an account has hundreds of them: decision 42",
  },
];
