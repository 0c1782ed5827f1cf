import { MultiSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { CampaignSegment } from "../../api/schema";
import { allSegmentsQuery } from "../../api/segments";
import { mandatory } from "../../components/form/mandatory";
import { describeChoices } from "../../shared/list/describe-choices";
import { splitLines } from "./campaign-draft";

interface Props {
  label: string;
  description?: React.ReactNode;
  /** Whose segments can be chosen; nothing until the agent is. */
  companyId: string | undefined;
  isMandatory?: boolean;
  /** The segments that were saved, some of which may be deleted. */
  saved?: CampaignSegment[];
  /** The chosen ids, one a line. */
  value: string;
  onChange: (ids: string) => void;
  error?: React.ReactNode;
}

/** A choice of segments of one company. */
export function SegmentsField({
  label,
  description,
  companyId,
  isMandatory = false,
  saved = [],
  value,
  onChange,
  error,
}: Props) {
  const segments = useQuery({
    ...allSegmentsQuery({ company_id: companyId }),
    enabled: companyId !== undefined,
  });
  const known = (segments.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const missing = saved
    .filter(({ id }) => !known.some(({ value }) => value === id))
    .map(({ id, name }) => ({ value: id, label: name ?? "Deleted segment" }));
  const hasNone = companyId !== undefined && segments.isSuccess && known.length === 0;
  return (
    <MultiSelect
      label={label}
      {...(isMandatory && mandatory)}
      description={
        hasNone && isMandatory ? (
          <>
            This agent’s company has no segments yet. <Link to="/segments">Create one first</Link>.
          </>
        ) : (
          description
        )
      }
      inputWrapperOrder={["label", "input", "description", "error"]}
      data={[...known, ...missing]}
      value={splitLines(value)}
      onChange={(ids) => onChange(ids.join("\n"))}
      disabled={companyId === undefined}
      placeholder={companyId === undefined ? "Choose an agent first" : undefined}
      searchable
      hidePickedOptions
      maxValues={20}
      limit={200}
      {...describeChoices(segments, "No segments found", error)}
      withScrollArea={false}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
