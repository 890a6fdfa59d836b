# sourced at boot
hostname PC1
ip addr add {{PC1.lan}}/{{lan1.length}} dev {{PC1.lan.name}}
ip link set dev {{PC1.lan.name}} up
ip route add default via {{R1.lan}}
