import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import {
  contactImportQuery,
  getRefusedRowsFile,
  isActive,
  useCheckImport,
  useIsSavingImport,
  useRefreshContacts,
  useStartImport,
} from "../../api/contact-imports";
import type { ContactImport } from "../../api/schema";
import { Message } from "../../components/feedback/message";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { FormError } from "../../components/form/form-error";
import { BackLink } from "../../components/layout/back-link";
import { Moment } from "../../components/text/moment";
import { formatCount } from "../../lib/numbers";
import { CrmPage, useMayAccessCrm } from "../../shared/contacts/crm-page";
import { QueryState } from "../../shared/requests/query-state";
import { getVisible } from "../../shared/requests/refusal";
import { DeleteImportButton, UndoImportButton } from "./import-actions";
import { ImportSettings } from "./import-settings";
import { describeUndo, getFileName, hasChangedSomething, listCounts, stateWords } from "./import-words";
import styles from "./imports.module.css";
import { Preview } from "./preview";

/** One import: how the file is read until it is started, then its progress and its report. */
export function ImportPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const mayAccess = useMayAccessCrm();
  const item = useQuery({ ...contactImportQuery(id), enabled: mayAccess });
  const visible = getVisible(item);
  const state = item.data?.state;
  const refreshContacts = useRefreshContacts();
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== undefined && before.current !== state) void refreshContacts();
    before.current = state;
    // Contacts are read again when the state changes, and not for another function.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state]);

  return (
    <CrmPage
      key={id}
      title={visible ? getFileName(visible) : "Import"}
      above={<BackLink to="/contact-imports">Imports</BackLink>}
      action={visible?.can.includes("delete") && <DeleteImportButton of={visible} />}
    >
      <QueryState
        query={item}
        skeleton={<SkeletonRows count={6} />}
        notFound={
          <Message title="Import not found">It does not exist, or you don’t have access to its company.</Message>
        }
      >
        {(found) => <ImportView of={found} />}
      </QueryState>
    </CrmPage>
  );
}

function ImportView({ of }: { of: ContactImport }) {
  const isOpen = of.state === "uploaded" || of.state === "checked";
  const mayChange = isOpen && of.file_state === "kept" && of.can.includes("update");
  return (
    <div className={styles.import}>
      <section aria-labelledby="state">
        <h2 id="state" className={styles.title} tabIndex={-1} data-takes-lost-focus>
          {stateWords[of.state]}
        </h2>
        <p className={styles.lead}>
          {formatCount(of.rows, "row")} for <bdi>{of.company_name}</bdi>, uploaded <Moment at={of.created_at} />
        </p>
        {of.reason && <FormError>{of.reason}</FormError>}
        {isActive(of) && <Progress of={of} />}
        <Report of={of} />
        {mayChange && <StartButtons of={of} />}
        {isOpen && of.file_state !== "kept" && <p className={styles.lead}>{deletedFileWords[of.file_state]}</p>}
        {!isOpen && <UndoLine of={of} />}
      </section>
      {mayChange && (
        <>
          <ImportSettings of={of} />
          <Preview of={of} />
        </>
      )}
    </div>
  );
}

/** Why an import that was not started cannot be started any more. */
const deletedFileWords = {
  expired: "The file was deleted after 7 days. Upload it again.",
  erased: "The file was deleted because a number in it was erased. Upload it again.",
} satisfies Record<Exclude<ContactImport["file_state"], "kept">, string>;

function Progress({ of }: { of: ContactImport }) {
  const percent = of.rows === 0 ? 0 : Math.floor((100 * of.rows_done) / of.rows);
  const text = `${of.rows_done.toLocaleString("en")} of ${formatCount(of.rows, "row")}`;
  const isCounted = of.state !== "undoing";
  return (
    <div>
      <div
        role="progressbar"
        aria-label={stateWords[of.state]}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(isCounted && { "aria-valuenow": percent, "aria-valuetext": text })}
        className={styles.progress}
      >
        <div style={{ width: `${isCounted ? percent : 100}%` }} />
      </div>
      {isCounted && (
        <p className={styles.lead}>
          {text}. You can leave this page; {of.state === "checking" ? "this" : "the import"} continues.
        </p>
      )}
    </div>
  );
}

/** The counts, which sum to the number of rows, and the refused rows. */
function Report({ of }: { of: ContactImport }) {
  if (of.state === "undone" && of.undo) return <p>{describeUndo(of.undo, of.segment_id !== null)}</p>;
  const counts = listCounts(of);
  if (counts.length === 0) return null;
  return (
    <div role={isActive(of) ? undefined : "status"}>
      {of.state === "checked" && <p className={styles.lead}>Dry run: nothing is stored yet.</p>}
      <dl className={styles.counts}>
        {counts.map(({ name, count }) => (
          <ReportLine key={name} name={name}>
            {count.toLocaleString("en")}
          </ReportLine>
        ))}
      </dl>
      {of.warnings > 0 && (
        <p className={styles.lead}>
          {formatCount(of.warnings, "row")} {of.warnings === 1 ? "has a number" : "have numbers"} that may be mistyped.
        </p>
      )}
      {of.refused > 0 && of.file_state === "kept" && !isActive(of) && (
        <p>
          <a href={getRefusedRowsFile(of.id)} download>
            Download refused rows
          </a>
        </p>
      )}
    </div>
  );
}

function ReportLine({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The dry run and the import. */
function StartButtons({ of }: { of: ContactImport }) {
  const check = useCheckImport(of);
  const start = useStartImport(of);
  const isSaving = useIsSavingImport(of.id);
  const isChecked = of.state === "checked";
  const error = check.error ?? start.error;
  return (
    <>
      <FormError>{error?.message}</FormError>
      <Group gap="xs" mt="md">
        <Button
          variant={isChecked ? "default" : "filled"}
          loading={check.isPending}
          disabled={isSaving}
          onClick={() => {
            start.reset();
            check.mutate();
          }}
        >
          {isChecked ? "Check again" : "Check the file"}
        </Button>
        <Button
          variant={isChecked ? "filled" : "default"}
          loading={start.isPending}
          disabled={isSaving}
          onClick={() => {
            check.reset();
            start.mutate();
          }}
        >
          Import {formatCount(of.rows, "row")}
        </Button>
      </Group>
      {!isChecked && <p className={styles.quiet}>The check counts what the import would do, and stores nothing.</p>}
    </>
  );
}

/** Until when the import can be undone, or why it cannot. */
function UndoLine({ of }: { of: ContactImport }) {
  const hasImported = of.state === "done" || of.state === "failed" || of.state === "running";
  if (!hasImported || !hasChangedSomething(of)) return null;
  if (of.file_state !== "kept") {
    return (
      <p className={styles.lead}>
        {of.file_state === "erased"
          ? "It cannot be undone: the file was deleted because a number in it was erased."
          : "It can no longer be undone: the file was deleted after 7 days."}
      </p>
    );
  }
  return (
    <>
      <Group gap="xs" mt="md">
        {of.state === "done" && (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/contacts" search={{ company_id: of.company_id, sort: "-created_at" } as never} {...props} />
            )}
          >
            Show contacts
          </Button>
        )}
        {of.can.includes("update") && <UndoImportButton of={of} />}
      </Group>
      {of.state !== "running" && (
        <p className={styles.quiet}>
          It can be undone until <Moment at={of.delete_at} as="time" />.
        </p>
      )}
    </>
  );
}
