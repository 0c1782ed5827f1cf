# Writes OUTPUT, a C++ source that holds every file FOLDER/<backend>/NNNN_title.sql (see database/migrations.hpp).
set(code "#include <array>\n\n#include \"database/migrations.hpp\"\n\nnamespace rollcall::database {\n")

file(GLOB backends RELATIVE "${FOLDER}" "${FOLDER}/*")
foreach(backend IN LISTS backends)
  if(NOT IS_DIRECTORY "${FOLDER}/${backend}")
    continue()
  endif()
  file(GLOB files "${FOLDER}/${backend}/*.sql")
  list(SORT files)
  set(entries "")
  foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME)
    if(NOT name MATCHES "^0*([1-9][0-9]*)_([a-z0-9_]+)\\.sql$")
      message(FATAL_ERROR "${file} is not named NNNN_title.sql")
    endif()
    set(version "${CMAKE_MATCH_1}")
    set(title "${CMAKE_MATCH_2}")
    file(READ "${file}" sql)
    string(APPEND entries "    Migration{${version}, \"${title}\", R\"sql(${sql})sql\"},\n")
  endforeach()
  list(LENGTH files count)
  string(APPEND code "
constexpr std::array<Migration, ${count}> ${backend}_files{{
${entries}}};

std::span<const Migration> ${backend}_migrations() { return ${backend}_files; }
")
endforeach()

string(APPEND code "\n}  // namespace rollcall::database\n")
file(WRITE "${OUTPUT}" "${code}")
