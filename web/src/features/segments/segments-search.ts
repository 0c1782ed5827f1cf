import type { SegmentSort } from "../../api/segments";
import { keyOf, readId, readListSearch, type ListFilters, type ListSearch } from "../../shared/list/list-search";
import { kindWords } from "./segment-words";

interface SegmentFilterValues {
  company_id?: string;
  kind?: keyof typeof kindWords;
}

export interface SegmentsSearch extends ListSearch<SegmentSort>, SegmentFilterValues {}

const sorts = ["name", "-name", "created_at", "-created_at"] as const satisfies readonly SegmentSort[];

export const segmentFilters: ListFilters<SegmentFilterValues> = { company_id: readId, kind: keyOf(kindWords) };

export function readSegmentsSearch(raw: Record<string, unknown>): SegmentsSearch {
  return readListSearch(raw, sorts, segmentFilters);
}
