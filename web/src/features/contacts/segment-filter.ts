import type { ContactField, SegmentFilter } from "../../api/schema";
import type { ContactsSearch } from "./contacts-search";

/**
 * The filters of the list in the form of a segment. Nothing where there is none that a segment can have, and where one is
 * by an own field that is not among `fields`: without it the segment would have more contacts than the list.
 */
export function toSegmentFilter(search: ContactsSearch, fields: ContactField[]): SegmentFilter | null {
  if (hasUnknownField(search, fields)) return null;
  const { search: text, tag, do_not_call, consent, email, job_title, time_zone } = search;
  const own = readOwnFields(search, fields);
  const filter: SegmentFilter = {
    ...(text && { search: text.trim() }),
    ...(tag && { tag: tag.trim() }),
    ...(do_not_call && { do_not_call: do_not_call === "true" }),
    ...(consent && { consent }),
    ...(email && { email: email.trim() }),
    ...(job_title && { job_title: job_title.trim() }),
    ...(time_zone && { time_zone }),
    ...(Object.keys(own).length > 0 && { fields: own }),
  };
  return Object.keys(filter).length > 0 ? filter : null;
}

function hasUnknownField(search: ContactsSearch, fields: ContactField[]): boolean {
  const known = fields.map(({ key }) => key);
  const filtered = Object.keys(search).filter((name) => name.startsWith("field."));
  return filtered.some((name) => !known.includes(name.split(".")[1]!));
}

type OwnFieldFilters = NonNullable<SegmentFilter["fields"]>;

/** The filters by own fields, by their keys, with the values that their kinds have. */
function readOwnFields(search: ContactsSearch, fields: ContactField[]): OwnFieldFilters {
  const own: OwnFieldFilters = {};
  for (const { key, kind } of fields) {
    const read = (text: string | undefined) => (kind === "number" && text ? Number(text) : text);
    const exact = search[`field.${key}`];
    const from = read(search[`field.${key}.from`]);
    const to = read(search[`field.${key}.to`]);
    if (exact) own[key] = kind === "boolean" ? exact === "true" : read(exact)!;
    else if (from !== undefined || to !== undefined) {
      own[key] = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    }
  }
  return own;
}
