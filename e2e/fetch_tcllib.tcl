# Fetches file.bin with tcllib's ftp. Arguments: host port plain passive|active user password target timeout.
package require ftp
lassign $argv host port kind mode user password target timeout
set client [ftp::Open $host $user $password -port $port -mode $mode -timeout $timeout]
if {$client < 0} { exit 1 }
ftp::Type $client binary
set done [ftp::Get $client file.bin $target]
ftp::Close $client
exit [expr {!$done}]
