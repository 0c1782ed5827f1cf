import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { campaignPreviewQuery } from "../../api/campaigns";
import { contactsQuery } from "../../api/contacts";
import type { Campaign, Contact } from "../../api/schema";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { describeChoices } from "../../shared/list/describe-choices";
import { QueryState } from "../../shared/requests/query-state";
import styles from "./campaigns.module.css";

/** What the agent is told about one contact, with the variables that were saved last. */
export function VariablesPreview({ campaign }: { campaign: Campaign }) {
  const [chosen, setChosen] = useState<Contact | null>(null);
  const [text, setText] = useState("");
  const [search] = useDebouncedValue(text.trim(), 200);
  const contacts = useQuery(
    contactsQuery({
      company_id: campaign.company.id,
      segment_id: campaign.segments.find(({ name }) => name !== null)?.id,
      search: search && !(chosen && search === getLabel(chosen)) ? search : undefined,
      limit: 20,
    }),
  );
  const found = contacts.data?.items ?? [];
  const shown = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <div>
      <Select
        label="Preview for a contact"
        placeholder="Choose a contact"
        data={shown.map((contact) => ({ value: contact.id, label: getLabel(contact) }))}
        value={chosen?.id ?? null}
        onChange={(id) => setChosen(shown.find((contact) => contact.id === id) ?? null)}
        onSearchChange={setText}
        // The server searches.
        filter={({ options }) => options}
        searchable
        {...describeChoices(contacts, "No contacts found")}
        comboboxProps={{ withinPortal: false }}
      />
      {chosen && <Preview campaign={campaign} contactId={chosen.id} />}
    </div>
  );
}

function getLabel({ name, phone_text }: Contact): string {
  return phone_text ? `${name} · ${phone_text}` : name;
}

function Preview({ campaign, contactId }: { campaign: Campaign; contactId: string }) {
  const preview = useQuery(campaignPreviewQuery(campaign, contactId));
  return (
    <QueryState query={preview} skeleton={<SkeletonRows count={2} />}>
      {(variables) => (
        <dl className={styles.preview} aria-label="Preview">
          {Object.entries(variables).map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{value ? <bdi>{value}</bdi> : <span className={styles.quiet}>Empty</span>}</dd>
            </div>
          ))}
        </dl>
      )}
    </QueryState>
  );
}
