import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ownSessionsQuery, useSignOutEverywhere } from "../../api/profile";
import { FormError } from "../../components/form/form-error";
import { leave } from "../../lib/leave";
import type { ListSearch } from "../../shared/list/list-search";
import { ListTable } from "../../shared/list/list-table";
import { useListSearch } from "../../shared/list/use-list-search";
import styles from "./own-sessions.module.css";
import { sessionColumns } from "./session-columns";

export function OwnSessions() {
  const { search } = useListSearch<ListSearch>();
  const { limit, cursor } = search;
  const sessions = useQuery(ownSessionsQuery({ limit, cursor }));
  const signOutEverywhere = useSignOutEverywhere();
  return (
    <>
      <ListTable label="Sessions" query={sessions} columns={sessionColumns} search={search} empty={null} />
      <div className={styles.everywhere}>
        <FormError>{signOutEverywhere.error?.message}</FormError>
        <Button
          variant="default"
          loading={signOutEverywhere.isPending}
          onClick={() => signOutEverywhere.mutate(undefined, { onSuccess: () => leave("/sign-in") })}
        >
          Sign out everywhere
        </Button>
      </div>
    </>
  );
}
