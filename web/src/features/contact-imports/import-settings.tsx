import { Radio, Select, Stack, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { contactFieldsQuery } from "../../api/contact-fields";
import { importPreviewQuery, useSavingImport, useUpdateImport } from "../../api/contact-imports";
import type { ContactImport, ExistingContacts, UpdateContactImport } from "../../api/schema";
import { allSegmentsQuery } from "../../api/segments";
import { describeClearButton } from "../../components/form/clear-button";
import { FormError } from "../../components/form/form-error";
import { toChoices } from "../../lib/choices";
import { describeChoices } from "../../shared/list/describe-choices";
import { existingWords, listFieldChoices } from "./import-words";
import styles from "./imports.module.css";

/** How the file is read. Each change is saved at once, and shown in the preview. */
export function ImportSettings({ of }: { of: ContactImport }) {
  const update = useUpdateImport(of.id);
  // What is being saved is shown already, so that a choice does not jump back meanwhile.
  const saving = useSavingImport(of.id);
  const segments = useQuery(allSegmentsQuery({ company_id: of.company_id, kind: "static" }));
  const segmentChoices = (segments.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <section aria-labelledby="columns">
        <h2 id="columns" className={styles.title}>
          Columns
        </h2>
        <Columns of={of} saving={saving.columns ?? []} onChange={update.mutate} />
        <FormError>{update.error?.message}</FormError>
      </section>
      <section aria-labelledby="existing">
        <h2 id="existing" className={styles.title}>
          Existing contacts
        </h2>
        <Stack gap="md">
          <Radio.Group
            label={<VisuallyHidden>Existing contacts</VisuallyHidden>}
            description="Existing values are never cleared, and no tag, consent or “do not call” is removed."
            value={saving.existing ?? of.existing}
            onChange={(existing) => update.mutate({ existing: existing as ExistingContacts })}
          >
            <Stack gap="xs" mt="xs">
              {toChoices(existingWords).map(({ value, label }) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Stack>
          </Radio.Group>
          {(segmentChoices.length > 0 || segments.isLoadingError) && (
            <Select
              label="Add all contacts to a segment"
              placeholder="None"
              maw={360}
              data={segmentChoices}
              value={saving.segment_id === undefined ? of.segment_id : saving.segment_id}
              onChange={(segment_id) => update.mutate({ segment_id })}
              searchable
              clearable
              clearButtonProps={describeClearButton("Clear the segment")}
              {...describeChoices(segments, "No segments found")}
              comboboxProps={{ withinPortal: false }}
            />
          )}
        </Stack>
      </section>
    </>
  );
}

interface ColumnsProps {
  of: ContactImport;
  /** What is being saved. */
  saving: NonNullable<UpdateContactImport["columns"]>;
  onChange: (changes: UpdateContactImport) => void;
}

/** The columns of the file, each with a value from it, and what it is read as. */
function Columns({ of, saving, onChange }: ColumnsProps) {
  const fields = useQuery(contactFieldsQuery).data ?? [];
  const preview = useQuery(importPreviewQuery(of)).data ?? [];
  const choices = listFieldChoices(fields);
  return (
    <ul className={styles.columns}>
      {of.columns.map(({ column, name, field }) => {
        const sample = preview.map(({ cells }) => cells[column - 1]).find((cell) => cell);
        const next = saving.findLast((changed) => changed.column === column);
        const label = name || `Column ${column}`;
        return (
          <li key={column}>
            <span className={styles.name}>
              <bdi>{label}</bdi>
              {sample && (
                <span className={styles.sample}>
                  <bdi>{sample}</bdi>
                </span>
              )}
            </span>
            <Select
              aria-label={`Read ${label} as`}
              placeholder="Not imported"
              data={choices}
              value={next ? (next.field ?? null) : field}
              onChange={(value) => onChange({ columns: [{ column, field: value }] })}
              searchable
              allowDeselect={false}
              clearable
              clearButtonProps={describeClearButton(`Do not import ${label}`)}
              nothingFoundMessage="No fields found"
              comboboxProps={{ withinPortal: false }}
            />
          </li>
        );
      })}
    </ul>
  );
}
