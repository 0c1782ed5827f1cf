import { NarrowPage } from "../../components/layout/narrow-page";

/** What to do without the link that the server prints, or with a wrong one. */
export function SetupLinkNeeded({ wrong }: { wrong: boolean }) {
  return (
    <NarrowPage
      title={wrong ? "This set-up link does not fit" : "Open the set-up link"}
      lead={
        wrong
          ? "The link belongs to an earlier start of the server, or a part of it is missing."
          : "This account is not set up yet. That needs the link which the server prints when it starts."
      }
    >
      <p>Look at the server’s output for the line that begins with “Set it up here”, and open its whole address.</p>
      <p>Each start of the server prints a new link.</p>
    </NarrowPage>
  );
}
