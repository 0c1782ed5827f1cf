# Writes the version of the program as C++, where it has changed.
# usage: cmake -D SOURCE=DIR -D NUMBER=0.1.0 -D OUTPUT=FILE -P version.cmake
#
# It comes from git: the last tag such as v0.2.0, and the commits since: 0.2.0+5.g8354511. Before the first tag it is NUMBER, the
# version in CMakeLists.txt that this will be, and all commits: 0.1.0~1234.g8354511. So Debian sorts each after the ones
# before it. A source archive that `git archive` made has it in version.txt, without that number of commits, which an archive
# cannot know; without git and archive it is NUMBER.

set(described "")
find_program(git git)
if(git AND EXISTS "${SOURCE}/.git")
  execute_process(
    COMMAND "${git}" -C "${SOURCE}" describe --tags --match "v[0-9]*" --always --dirty=.changed
    OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
set(commits 0)
if(described MATCHES "^[0-9a-f]+(\\.changed)?$")
  execute_process(COMMAND "${git}" -C "${SOURCE}" rev-list --count HEAD OUTPUT_VARIABLE commits OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
if(described STREQUAL "")
  file(STRINGS "${SOURCE}/server/app/version.txt" lines)
  foreach(line IN LISTS lines)
    if(described STREQUAL "" AND NOT line STREQUAL "" AND NOT line MATCHES "Format:")
      set(described "${line}")
    endif()
  endforeach()
endif()

if(described MATCHES "^v([0-9.]+)-([0-9]+)-(g[0-9a-f]+(\\.changed)?)$")
  set(version "${CMAKE_MATCH_1}+${CMAKE_MATCH_2}.${CMAKE_MATCH_3}")
elseif(described MATCHES "^v([0-9.]+)(\\.changed)$")
  string(REGEX REPLACE "\\.$" "" number "${CMAKE_MATCH_1}")
  set(version "${number}+changed")
elseif(described MATCHES "^v([0-9.]+)$")
  set(version "${CMAKE_MATCH_1}")
elseif(described MATCHES "^[0-9a-f]+(\\.changed)?$")
  set(version "${NUMBER}~${commits}.g${described}")
else()
  set(version "${NUMBER}")
endif()

set(text "#include \"app/version.hpp\"\n\nconst std::string_view rollcall::app::version = \"${version}\";\n")
set(before "")
if(EXISTS "${OUTPUT}")
  file(READ "${OUTPUT}" before)
endif()
if(NOT text STREQUAL before)
  file(WRITE "${OUTPUT}" "${text}")
endif()
