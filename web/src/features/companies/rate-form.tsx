import { Select, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { currenciesQuery, useCreateRate } from "../../api/rates";
import type { Company } from "../../api/schema";
import { DialogActions } from "../../components/dialog/dialog-actions";
import { FormError } from "../../components/form/form-error";
import { mandatory } from "../../components/form/mandatory";
import { formatDay } from "../../lib/days";
import { describeDecimalError, readDecimal } from "../../lib/decimal";
import { describeCurrency, formatRate } from "../../lib/money";
import { required } from "../../lib/validation";
import { describeChoices } from "../../shared/list/describe-choices";
import { useServerForm } from "../../shared/requests/use-server-form";
import { useToday } from "../../shared/session/use-today";
import styles from "./company-rates.module.css";

interface Props {
  company: Company;
  /** The suggested one. */
  currency?: string;
  onClose: () => void;
}

export function RateForm({ company, currency = "USD", onClose }: Props) {
  const today = useToday();
  const currencies = useQuery(currenciesQuery);
  const creation = useCreateRate(company.id);
  const { form, formProps, refused, busy } = useServerForm({
    initialValues: { from: today, price_per_minute: "", currency },
    validate: { from: required("Choose a day."), price_per_minute: checkPrice },
    save: ({ from, price_per_minute, currency: chosen }) =>
      creation.mutateAsync({ from, price_per_minute: readDecimal(price_per_minute), currency: chosen }),
    onSaved: ({ from, price_per_minute, currency: chosen }) => {
      form.setFieldValue("price_per_minute", "");
      const price = formatRate(price_per_minute, chosen);
      notifications.show({ message: `The rate of ${price} from ${formatDay(from)} was added.` });
    },
  });

  return (
    <form {...formProps}>
      <Stack gap="md">
        <div className={styles.pair}>
          <TextInput label="From" type="date" {...mandatory} {...form.getInputProps("from")} />
          <TextInput
            label="Price per minute"
            {...mandatory}
            inputMode="decimal"
            autoComplete="off"
            data-autofocus
            {...form.getInputProps("price_per_minute")}
          />
        </div>
        <Select
          label="Currency"
          {...mandatory}
          data={(currencies.data?.items ?? [currency]).map((code) => ({ value: code, label: describeCurrency(code) }))}
          searchable
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          {...form.getInputProps("currency")}
          {...describeChoices(currencies, "No currencies found", form.errors["currency"])}
        />
        <FormError>{refused}</FormError>
      </Stack>
      <DialogActions submit="Add rate" cancel="Close" busy={busy} onCancel={onClose} />
    </form>
  );
}

function checkPrice(text: string): string | null {
  return readDecimal(text) >= 0 ? null : describeDecimalError(text, "Enter a price such as 0.12.");
}
