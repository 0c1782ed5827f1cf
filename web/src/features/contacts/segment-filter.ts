import type { ContactField, SegmentFilter } from "../../api/schema";
import type { ContactsSearch } from "./contacts-search";

/** The filters of the list in the form of a segment. Nothing where there is none that a segment can have. */
export function toSegmentFilter(search: ContactsSearch, fields: ContactField[]): SegmentFilter | null {
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
