import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ratesQuery, useDeleteRate } from "../../api/rates";
import type { Company, Rate } from "../../api/schema";
import { ConfirmDialog } from "../../components/dialog/confirm-dialog";
import { TaskDialog } from "../../components/dialog/task-dialog";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { formatDay } from "../../lib/days";
import { formatRate } from "../../lib/money";
import { QueryState } from "../../shared/requests/query-state";
import styles from "./company-rates.module.css";
import { RateForm } from "./rate-form";

/** Opens the rates of a company: what is there, and a form for another one. */
export function CompanyRatesButton({ company }: { company: Company }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Rates of ${company.name}`}>
        Rates
      </Button>
      <TaskDialog title={<bdi>Rates of {company.name}</bdi>} opened={opened} onClose={close}>
        <CompanyRates company={company} onClose={close} />
      </TaskDialog>
    </>
  );
}

function CompanyRates({ company, onClose }: { company: Company; onClose: () => void }) {
  const rates = useQuery(ratesQuery(company.id));
  return (
    <>
      <p className={styles.intro}>
        The price of a billable minute. A rate applies to calls from its day until the next rate. Adding or deleting a
        rate also changes the price of past calls.
      </p>
      <QueryState query={rates} skeleton={<SkeletonRows count={2} />}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <p className={styles.none}>No rates yet. Members see minutes without a price.</p>
            ) : (
              <RateTable company={company} rates={items} />
            )}
            <RateForm company={company} currency={items[0]?.currency} onClose={onClose} />
          </>
        )}
      </QueryState>
    </>
  );
}

function RateTable({ company, rates }: { company: Company; rates: Rate[] }) {
  return (
    <table className={styles.rates} aria-label="Rates">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Price per minute</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rates.map((rate) => (
          <tr key={rate.id}>
            <th scope="row">{formatDay(rate.from)}</th>
            <td>{formatRate(rate.price_per_minute, rate.currency)}</td>
            <td>
              <DeleteRateButton company={company} rate={rate} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DeleteRateButton({ company, rate }: { company: Company; rate: Rate }) {
  const [opened, { open, close }] = useDisclosure(false);
  const deletion = useDeleteRate(company.id, rate.id);
  const day = formatDay(rate.from);
  return (
    <>
      <Button variant="default" size="xs" onClick={open} aria-label={`Delete the rate from ${day}`}>
        Delete
      </Button>
      <ConfirmDialog
        title={`Delete the rate from ${day}?`}
        submit="Delete rate"
        opened={opened}
        onClose={() => {
          close();
          deletion.reset();
        }}
        mutation={deletion}
      >
        Its calls are priced by the rate before it, or have no price if there is none.
      </ConfirmDialog>
    </>
  );
}
