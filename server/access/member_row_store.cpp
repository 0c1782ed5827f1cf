#include "access/member_row_store.hpp"

namespace rollcall::access {

void raise_member_versions(database::Transaction& tx, const database::SqlFragment& members) {
    database::StatementBuilder("UPDATE members SET version = version + 1 WHERE id IN (")
        .add(members)
        .add(")")
        .execute(tx);
}

}  // namespace rollcall::access
