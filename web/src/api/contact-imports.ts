import {
  keepPreviousData,
  queryOptions,
  useIsMutating,
  useMutation,
  useMutationState,
  useQueryClient,
} from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { invalidate } from "./invalidate";
import type { List } from "./list";
import { contactKeys, importsKey } from "./query-keys";
import type { ContactImport, operations, UpdateContactImport } from "./schema";

type ImportsQuery = NonNullable<operations["listContactImports"]["parameters"]["query"]>;

const importListsKey = [...importsKey, "list"] as const;

/** How often what the server is working on is read again, in milliseconds. */
const refetchPeriod = 1_000;

export function isActive({ state }: Pick<ContactImport, "state">): boolean {
  return state === "checking" || state === "running" || state === "undoing";
}

export function contactImportsQuery(query: ImportsQuery) {
  return queryOptions({
    queryKey: [...importListsKey, query],
    queryFn: ({ signal }): Promise<List<ContactImport>> =>
      getData(client.GET("/api/v1/contact-imports", { params: { query }, signal })) as Promise<List<ContactImport>>,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(isActive) ? refetchPeriod : false),
  });
}

export function contactImportQuery(id: string) {
  return queryOptions({
    queryKey: [...importsKey, "one", id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/contact-imports/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isActive(state.data) ? refetchPeriod : false),
  });
}

/** The first rows of the file, as they would be imported. Another version of the import reads them in another way. */
export function importPreviewQuery({ id, etag }: ContactImport) {
  return queryOptions({
    queryKey: [...importsKey, "preview", id, etag],
    queryFn: async ({ signal }) =>
      (await getData(client.GET("/api/v1/contact-imports/{id}/preview", { params: { path: { id } }, signal }))).items,
    placeholderData: keepPreviousData,
  });
}

/** The address of the refused rows as a CSV file. */
export function getRefusedRowsFile(id: string): string {
  return `/api/v1/contact-imports/${encodeURIComponent(id)}/refused.csv`;
}

export function useUploadContacts() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ companyId, file }: { companyId: string; file: File }) =>
      getData(
        client.POST("/api/v1/contact-imports", {
          params: { query: { company_id: companyId, file_name: file.name.slice(0, 200) } },
          body: file as never,
          bodySerializer: (body: unknown) => body as File,
          headers: { "Content-Type": "text/csv" },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: importListsKey }),
  });
}

function updateKey(id: string) {
  return [...importsKey, "update", id] as const;
}

/** Saves changes one after the other, each based on the version that the one before has returned. */
export function useUpdateImport(id: string) {
  const queryClient = useQueryClient();
  const store = useStore();
  return useMutation({
    mutationKey: updateKey(id),
    scope: { id: `import-${id}` },
    mutationFn: async (changes: UpdateContactImport) => {
      const latest = await queryClient.ensureQueryData(contactImportQuery(id));
      return getData(client.PATCH("/api/v1/contact-imports/{id}", { params: ifUnchanged(latest), body: changes }));
    },
    ...store,
    onError: () => store.onError(undefined, { of: { id } }),
  });
}

/** The changes to an import that are being saved, taken together. */
export function useSavingImport(id: string): UpdateContactImport {
  const saving = useMutationState({
    filters: { mutationKey: updateKey(id), status: "pending" },
    select: ({ state }) => state.variables as UpdateContactImport,
  });
  return { ...Object.assign({}, ...saving), columns: saving.flatMap(({ columns }) => columns ?? []) };
}

/** Whether changes to an import are being saved. */
export function useIsSavingImport(id: string): boolean {
  return useIsMutating({ mutationKey: updateKey(id) }) > 0;
}

/** Begins a dry run. */
export function useCheckImport(of: ContactImport) {
  const store = useStore();
  return useMutation({
    mutationFn: () => getData(client.POST("/api/v1/contact-imports/{id}/check", { params: ifUnchanged(of) })),
    ...store,
    onError: () => store.onError(undefined, { of }),
  });
}

export function useStartImport(of: ContactImport) {
  const store = useStore();
  return useMutation({
    mutationFn: () => getData(client.POST("/api/v1/contact-imports/{id}/start", { params: ifUnchanged(of) })),
    ...store,
    onError: () => store.onError(undefined, { of }),
  });
}

/** The import may have ended meanwhile, so the latest version is read first. */
export function useUndoImport(of: ContactImport) {
  const queryClient = useQueryClient();
  const store = useStore();
  return useMutation({
    mutationFn: async () => {
      const latest = await queryClient.fetchQuery({ ...contactImportQuery(of.id), staleTime: 0 });
      return getData(client.POST("/api/v1/contact-imports/{id}/undo", { params: ifUnchanged(latest) }));
    },
    ...store,
    onError: () => store.onError(undefined, { of }),
  });
}

export function useDeleteImport(of: ContactImport) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/contact-imports/{id}", { params: ifUnchanged(of) })),
    onError: () => queryClient.invalidateQueries({ queryKey: contactImportQuery(of.id).queryKey }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: importListsKey }),
  });
}

/** Keeps the import as a write has returned it; after a refusal it is read again, so that the next attempt is based on it. */
function useStore() {
  const queryClient = useQueryClient();
  return {
    onSuccess: (changed: ContactImport) => {
      queryClient.setQueryData(contactImportQuery(changed.id).queryKey, changed);
      void queryClient.invalidateQueries({ queryKey: importListsKey });
    },
    onError: (_error: Error | undefined, { of }: { of: Pick<ContactImport, "id"> }) =>
      queryClient.invalidateQueries({ queryKey: contactImportQuery(of.id).queryKey }),
  };
}

/** Reads again what an import or its undo has changed. */
export function useRefreshContacts() {
  const queryClient = useQueryClient();
  return () => invalidate(queryClient, contactKeys);
}
