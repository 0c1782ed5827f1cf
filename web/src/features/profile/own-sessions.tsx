import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ownSessionsQuery, useSignOutEverywhere } from "../../api/profile";
import { DataTable } from "../../components/data-table";
import { FormError } from "../../components/form-error";
import { leave } from "../../components/leave";
import type { ListSearch } from "../../components/list-search";
import { useListSearch } from "../../components/use-list-search";
import { sessionColumns } from "./session-columns";
import styles from "./own-sessions.module.css";

export function OwnSessions() {
  const { search } = useListSearch<ListSearch>();
  const { limit, cursor } = search;
  const sessions = useQuery(ownSessionsQuery({ limit, cursor }));
  const signOutEverywhere = useSignOutEverywhere();
  return (
    <>
      <DataTable label="Sessions" query={sessions} columns={sessionColumns} search={search} empty={null} />
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
