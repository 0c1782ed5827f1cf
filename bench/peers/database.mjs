// The databases of the peers: files of SQLite, or databases of the PostgreSQL that scripts/with-postgres runs.
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import pg from "pg";

/** Where scripts/with-postgres has its socket; undefined on SQLite. */
export const postgresFolder = process.env.ROLLCALL_TEST_POSTGRES;

/** How a server finds its database: a file, or a database of PostgreSQL. */
export async function makeDatabase(folder, name) {
  if (!postgresFolder) return { file: join(folder, `${name}.db`) };
  const administrator = await openPostgres("postgres");
  await administrator.run(`CREATE DATABASE ${name}`);
  await administrator.close();
  return { name, address: `postgres://rollcall@/${name}?host=${postgresFolder}` };
}

export const openDatabase = (where) => (where.file ? openSqlite(where.file) : openPostgres(where.name));

/** `run` runs a statement, `insert` adds rows (objects with the same fields), `ask` answers the rows of a query. */
function openSqlite(file) {
  const database = new BetterSqlite3(file);
  return {
    run: async (sql) => void database.exec(sql),
    ask: async (sql) => database.prepare(sql).all(),
    insert: async (table, rows) => {
      const columns = Object.keys(rows[0]);
      const statement = database.prepare(
        `INSERT INTO "${table}" (${quoted(columns)}) VALUES (${columns.map(() => "?").join()})`,
      );
      database.transaction(() => rows.forEach((row) => statement.run(columns.map((column) => row[column]))))();
    },
    analyze: async () => void database.exec("ANALYZE"),
    close: async () => void database.close(),
  };
}

async function openPostgres(name) {
  const client = new pg.Client({ host: postgresFolder, user: "rollcall", database: name });
  await client.connect();
  return {
    run: (sql) => client.query(sql),
    ask: async (sql) => (await client.query(sql)).rows,
    insert: async (table, rows) => {
      const columns = quoted(Object.keys(rows[0]));
      const sql = `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1)`;
      await client.query(sql, [JSON.stringify(rows)]);
    },
    analyze: () => client.query("VACUUM ANALYZE"),
    close: () => client.end(),
  };
}

const quoted = (columns) => columns.map((column) => `"${column}"`).join();
