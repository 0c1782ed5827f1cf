import { Fragment } from "react";
import styles from "./difference-list.module.css";
import type { Difference } from "./member-difference";

const mostNames = 8;

/** A difference in plain words: "+ Can view recordings", "− Sales, Support", "Name: José → José Álvarez". */
export function DifferenceList({ lines }: { lines: Difference[] }) {
  return (
    <ul className={styles.lines}>
      {lines.map((line, index) => (
        <li key={index}>
          <Line line={line} />
        </li>
      ))}
    </ul>
  );
}

function Line({ line }: { line: Difference }) {
  if (line.kind === "words") return line.text;
  return line.kind === "field" ? <Field {...line} /> : <Names {...line} />;
}

function Field({ label, before, after }: Extract<Difference, { kind: "field" }>) {
  return (
    <>
      {label}: <Text>{before}</Text> → <Text>{after}</Text>
    </>
  );
}

function Text({ children }: { children: string }) {
  return children ? <bdi>{children}</bdi> : <span className={styles.quiet}>none</span>;
}

function Names({ kind, names, note }: Extract<Difference, { kind: "gained" | "lost" }>) {
  const more = names.length - mostNames;
  return (
    <>
      <span className={styles.sign}>{kind === "gained" ? "+ " : "− "}</span>
      {names.slice(0, mostNames).map((name, index) => (
        <Fragment key={index}>
          {index > 0 && ", "}
          <bdi>{name}</bdi>
        </Fragment>
      ))}
      {more > 0 && ` and ${more} more`}
      {note}
    </>
  );
}
