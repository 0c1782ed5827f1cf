#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/csv.hpp"
#include "database/page.hpp"
#include "http/protocol/response.hpp"

namespace rollcall::api {

/// What of a list becomes a CSV file.
template <class Item>
struct CsvFile {
    std::string name;                                                        ///< "members.csv"
    std::vector<std::string> header;                                         ///< the first line
    std::function<database::Page<Item>(const database::PageRequest&)> read;  ///< asks again whether it may be read
    std::function<std::vector<std::string>(const Item&)> cells;              ///< of one line
};

/// 200 with a whole list as a CSV file: read page by page from `first` on while the client takes it, however long the
/// list is. `file` holds nothing that ends with the request.
template <class Item>
http::Response csv(CsvFile<Item> file, database::PageRequest first) {
    auto response = http::Response::pieces("text/csv; charset=utf-8; header=present", {});
    response.set("Content-Disposition", "attachment; filename=\"" + file.name + '"');
    first.limit = 200;
    response.next_piece = [file = std::move(file), request = std::move(first), begun = false,
                           ended = false]() mutable -> std::string {
        if (ended) return {};
        auto lines = begun ? std::string() : std::string(csv_beginning) + csv_line(file.header);
        begun = true;
        const auto page = file.read(request);
        for (const auto& item : page.items) lines += csv_line(file.cells(item));
        ended = !page.next_cursor;
        if (!ended) request.cursor = database::cursor_from_text(*page.next_cursor, request.sort, request.direction);
        return lines;
    };
    return response;
}

}  // namespace rollcall::api
