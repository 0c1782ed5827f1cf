import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { client, getData, ifUnchanged } from "./client";
import { readAll, type List } from "./list";
import { companiesKey } from "./query-keys";
import type { Company, CreateCompany, operations, UpdateCompany } from "./schema";

type CompaniesQuery = NonNullable<operations["listCompanies"]["parameters"]["query"]>;
export type CompanySort = NonNullable<CompaniesQuery["sort"]>;

export function companiesQuery(query: CompaniesQuery) {
  return queryOptions({
    queryKey: [...companiesKey, query],
    queryFn: ({ signal }) => readCompanies(query, signal),
    placeholderData: keepPreviousData,
  });
}

/** Every company of the caller, for choices. */
export const allCompaniesQuery = queryOptions({
  queryKey: [...companiesKey, "all"],
  queryFn: ({ signal }) => readAll((page) => readCompanies(page, signal)),
});

export function companyQuery(id: string) {
  return queryOptions({
    queryKey: [...companiesKey, "one", id],
    queryFn: ({ signal }) => getData(client.GET("/api/v1/companies/{id}", { params: { path: { id } }, signal })),
  });
}

function readCompanies(query: CompaniesQuery, signal: AbortSignal): Promise<List<Company>> {
  return getData(client.GET("/api/v1/companies", { params: { query }, signal })) as Promise<List<Company>>;
}

export function useCreateCompany() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateCompany) => getData(client.POST("/api/v1/companies", { body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: companiesKey }),
  });
}

export function useUpdateCompany() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ company, changes }: { company: Company; changes: UpdateCompany }) =>
      getData(client.PATCH("/api/v1/companies/{id}", { params: ifUnchanged(company), body: changes })),
    // Also after a refusal, so that the next attempt is based on the current company.
    onSettled: refresh,
  });
}

export function useDeleteCompany(company: Company, onDeleted: () => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => getData(client.DELETE("/api/v1/companies/{id}", { params: ifUnchanged(company) })),
    // Here, since the row with the button is gone once the list is read again.
    onSuccess: onDeleted,
    onSettled: refresh,
  });
}

/**
 * Most lists contain the names of companies, so whatever is shown is read again, and the rest when it is shown next. Only
 * the companies are waited for.
 */
function useRefresh() {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== companiesKey[0] });
    return queryClient.invalidateQueries({ queryKey: companiesKey });
  };
}
