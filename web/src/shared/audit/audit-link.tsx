import { Link } from "@tanstack/react-router";

interface Props {
  /** Null if the member or object has been deleted. */
  name: string | null;
  search: { actor_id: string } | { target_id: string } | { object_id: string };
}

/** The name of a member or an object, as a link to the entries about it. */
export function AuditLink({ name, search }: Props) {
  return (
    <Link to="/account/audit-log" search={search as never}>
      {name === null ? "Deleted" : <bdi>{name}</bdi>}
    </Link>
  );
}
