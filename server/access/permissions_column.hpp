#pragma once

#include "access/permissions.hpp"
#include "database/described_row.hpp"

namespace rollcall::database {

/// Permissions are kept as their bits.
template <>
struct ColumnReader<access::Permissions> {
    static access::Permissions read(const Row& row, int column) {
        return access::Permissions::from_bits(row.integer(column));
    }
};

}  // namespace rollcall::database
