import type { TableColumn } from "./table-column";
import styles from "./table-row.module.css";

interface Props<Item> {
  item: Item;
  columns: TableColumn<Item>[];
}

export function TableRow<Item>({ item, columns }: Props<Item>) {
  return (
    <tr role="row" className={styles.row}>
      {columns.map((column) => (
        <td key={column.key} role="cell" data-phone={column.onPhone ?? "labelled"} data-label={column.title}>
          {column.cell(item)}
        </td>
      ))}
    </tr>
  );
}
