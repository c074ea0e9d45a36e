# Fetches file.bin with Perl's Net::FTP. Arguments: host port explicit|implicit passive|active user password target timeout.
use strict;
use warnings;
use Net::FTP;

my ($host, $port, $kind, $mode, $user, $password, $target, $timeout) = @ARGV;
my $implicit = $kind eq 'implicit';
my $client = Net::FTP->new(
    $host,
    Port => $port,
    Passive => $mode eq 'passive' ? 1 : 0,
    Timeout => $timeout,
    SSL => $implicit ? 1 : 0,
    SSL_verify_mode => 0,
) or die "connect: $@\n";
$implicit or $client->starttls or die 'starttls: ', $client->message;
$client->login($user, $password) or die 'login: ', $client->message;
$client->prot('P') or die 'prot: ', $client->message;
$client->binary;
$client->get('file.bin', $target) or die 'get: ', $client->message;
$client->quit;
