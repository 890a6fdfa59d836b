#!/bin/busybox sh
# The first and only program of the machine: after it has mounted what programs expect, it reads commands from the serial
# line, one in base64 on each line, and prints what each says, between a line that begins and one with its exit status.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
/bin/busybox mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs run /run
for module in virtio_pci virtio_net virtio_rng drbg; do modprobe $module; done
/bin/ip link set lo up
# "console": the serial line is a shell for people, as the console of a router in GNS3 is.
if grep -qw quickmode=console /proc/cmdline; then
  export PS1='~ # '
  while :; do setsid cttyhack /bin/busybox ash -i </dev/ttyS0 >/dev/ttyS0 2>&1; done
fi
exec </dev/ttyS0 >/dev/ttyS0 2>&1
stty raw -echo
echo 'quickmode: ready'
while read -r line; do
  echo 'quickmode: begin'
  echo "$line" | base64 -d >/tmp/command
  dash /tmp/command </dev/null 2>&1
  echo "quickmode: end $?"
done
poweroff -f
